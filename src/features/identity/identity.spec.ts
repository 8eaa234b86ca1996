import { Controller, Get, Module, Post } from '@nestjs/common';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFeatureApp, type FeatureApp } from '../../../test/builders/feature-app.js';
import { Allow } from '../../platform/http/policy.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { CredentialsService } from './credentials.service.js';
import { Demonstration } from './demonstration/demonstration.js';

@Controller('probe')
class ProbeController {
  @Get('forgotten')
  forgotten(): string {
    return 'no policy';
  }
  @Get('owners')
  @Allow(['owner'])
  owners(): string {
    return 'owners';
  }
  @Post('change')
  @Allow('signed-in')
  change(): string {
    return 'changed';
  }
}
@Module({ controllers: [ProbeController] })
class ProbeModule {}

describe('identity', () => {
  let test: FeatureApp;
  beforeAll(async () => {
    test = await openFeatureApp([ProbeModule]);
  });
  afterAll(() => test.close());
  beforeEach(() => test.clock.passMinutes(10));

  const basic = (username: string, password = test.accounts[username]!.password) => ({
    authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
  });
  const attempt = (username: string, password: string, headers = {}) =>
    test.call('POST', '/api/session', { username, password }, headers);

  describe('sessions of a browser', () => {
    it('opens one for the right password, under a cookie that scripts and other sites cannot use', async () => {
      const answer = await attempt('jiefang', test.accounts['jiefang']!.password);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({
        user: {
          username: 'jiefang',
          displayName: '王秀兰',
          unit: { id: 'xfj', name: '中和县信访局' },
          roles: [{ code: 'R1', name: '接访员', unitId: 'xfj', unitName: '中和县信访局' }],
        },
        demonstration: true,
      });
      const cookie = String(answer.headers['set-cookie']);
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Strict/);
      expect(cookie).not.toMatch(/Secure/);
      const stored = await test.database.all<{ token_hash: string }>(`SELECT token_hash FROM user_session`);
      expect(JSON.stringify(stored)).not.toContain(/minqing_session=([^;]+)/.exec(cookie)![1]);
    });

    it('answers wrong password, unknown name and nothing else alike', async () => {
      const wrong = await attempt('lingdao', 'wrong');
      const unknown = await attempt('nobody', 'wrong');
      expect([wrong.status, wrong.body.code]).toEqual([401, 'credentials-wrong']);
      expect(unknown.body.detail).toBe(wrong.body.detail);
    });

    it('shows the session to its browser and 401 to any other', async () => {
      const browser = await test.login('jiefang');
      expect((await browser.get('/api/session')).body).toMatchObject({
        csrfToken: browser.csrfToken,
        user: { username: 'jiefang' },
      });
      expect((await test.call('GET', '/api/session')).status).toBe(401);
      expect((await test.call('GET', '/api/session', undefined, { cookie: 'minqing_session=guess' })).status).toBe(401);
    });

    it('takes a new token at every login and ends the one the browser brought', async () => {
      const first = await test.login('jiefang');
      const second = await attempt('jiefang', test.accounts['jiefang']!.password, { cookie: first.cookie });
      expect(String(second.headers['set-cookie'])).not.toContain(first.cookie);
      expect((await first.get('/api/session')).status).toBe(401);
    });

    it('ends at logout', async () => {
      const browser = await test.login('jiefang');
      expect((await browser.send('DELETE', '/api/session')).status).toBe(204);
      expect((await browser.get('/api/session')).status).toBe(401);
    });

    it('ends after twelve hours without a request, and not before', async () => {
      const browser = await test.login('jiefang');
      for (let half = 0; half < 3; half += 1) {
        test.clock.passMinutes(11 * 60);
        expect((await browser.get('/api/session')).status).toBe(200);
      }
      test.clock.passMinutes(12 * 60 + 1);
      expect((await browser.get('/api/session')).status).toBe(401);
    });
  });

  describe('after the clock was put back', () => {
    afterEach(() => test.clock.passMinutes(60 * 24 * 30));

    it('a session that has not begun yet is over, and stays over when the clock has caught up', async () => {
      const browser = await test.login('jiefang');
      test.clock.passMinutes(-60);
      expect((await browser.get('/api/session')).status).toBe(401);
      test.clock.passMinutes(61);
      expect((await browser.get('/api/session')).status).toBe(401);
    });

    it('a session that would last longer than any may is over', async () => {
      const browser = await test.login('jiefang');
      test.clock.passMinutes(10 * 60);
      expect((await browser.get('/api/session')).status).toBe(200);
      test.clock.passMinutes(-2 * 60);
      expect((await browser.get('/api/session')).status).toBe(401);
    });

    it('by a correction of seconds, nobody is logged out', async () => {
      const browser = await test.login('jiefang');
      test.clock.passMinutes(-2);
      expect((await browser.get('/api/session')).status).toBe(200);
    });

    it('failed logins lock an account no longer than they would have', async () => {
      for (let count = 0; count < 8; count += 1) await attempt('fazhi', 'wrong');
      const { password } = test.accounts['fazhi']!;
      expect((await attempt('fazhi', password)).status).toBe(429);
      test.clock.passMinutes(-60);
      expect((await attempt('fazhi', password)).status).toBe(201);
    });

    it('a password is not remembered longer', async () => {
      expect((await test.call('GET', '/api/roles', undefined, basic('fuzeren'))).status).toBe(200);
      const check = jest.spyOn(test.app.get(CredentialsService), 'check');
      test.clock.passMinutes(-60);
      await test.call('GET', '/api/roles', undefined, basic('fuzeren'));
      expect(check).toHaveBeenCalledTimes(1);
      check.mockRestore();
    });
  });

  describe('changes in a browser session', () => {
    it('need the token of the session', async () => {
      const browser = await test.login('jiefang');
      expect((await browser.send('POST', '/probe/change')).status).toBe(201);
      const without = await test.call('POST', '/probe/change', undefined, { cookie: browser.cookie });
      const wrong = await browser.send('POST', '/probe/change', undefined, { 'x-csrf-token': 'x' });
      expect([without.status, without.body.code, wrong.status]).toEqual([403, 'csrf-token-wrong', 403]);
    });

    it.each(['https://evil.example', 'null', 'http://127.0.0.1:9'])(
      'are refused from the origin %s',
      async (origin) => {
        const browser = await test.login('jiefang');
        const answer = await browser.send('POST', '/probe/change', undefined, { origin, host: '127.0.0.1:3000' });
        expect([answer.status, answer.body.code]).toEqual([403, 'foreign-origin']);
        expect((await attempt('jiefang', 'x', { origin, host: '127.0.0.1:3000' })).body.code).toBe('foreign-origin');
      },
    );

    it('are taken from the own origin', async () => {
      const browser = await test.login('jiefang');
      for (const host of ['127.0.0.1:3000', 'localhost:3000']) {
        expect(
          (await browser.send('POST', '/probe/change', undefined, { origin: `http://${host}`, host })).status,
        ).toBe(201);
      }
    });
  });

  describe('programs', () => {
    it('authenticate each request, without cookie or token', async () => {
      const answer = await test.call('POST', '/probe/change', undefined, basic('owner'));
      expect([answer.status, answer.headers['set-cookie']]).toEqual([201, undefined]);
      expect((await test.call('GET', '/api/session', undefined, basic('owner'))).body).toMatchObject({
        csrfToken: '',
        user: { username: 'owner' },
      });
    });

    it('pay for the slow check once, not at every request', async () => {
      const timed = async (): Promise<number> => {
        const from = performance.now();
        await test.call('GET', '/api/roles', undefined, basic('auditor'));
        return performance.now() - from;
      };
      const first = await timed();
      const later = Math.min(await timed(), await timed(), await timed());
      expect(later).toBeLessThan(first / 2);
    });

    it('may open many connections at once: one attempt, not as many as there are connections', async () => {
      const answers = await Promise.all(
        Array.from({ length: 64 }, () => test.call('GET', '/api/roles', undefined, basic('lingdao'))),
      );
      expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    });

    it('are refused with a wrong or malformed password, without a dialog in the browser', async () => {
      for (const headers of [basic('owner', 'wrong'), { authorization: 'Basic x' }, { authorization: 'Bearer x' }]) {
        const answer = await test.call('GET', '/api/roles', undefined, headers);
        expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, undefined]);
      }
    });

    it('lose access at once when the account is disabled or the password changes', async () => {
      expect((await test.call('GET', '/api/roles', undefined, basic('lianluo'))).status).toBe(200);
      const browser = await test.login('lianluo');
      await test.database.write((transaction) =>
        transaction.run(`UPDATE app_user SET disabled = 1 WHERE username = 'lianluo'`),
      );
      expect((await test.call('GET', '/api/roles', undefined, basic('lianluo'))).status).toBe(401);
      expect((await browser.get('/api/session')).status).toBe(401);
      expect((await attempt('lianluo', test.accounts['lianluo']!.password)).status).toBe(401);

      expect((await test.call('GET', '/api/roles', undefined, basic('fazhi'))).status).toBe(200);
      await test.database.write((transaction) =>
        transaction.run(
          `UPDATE app_user SET password_hash = (SELECT o.password_hash FROM app_user o WHERE o.username = 'owner') WHERE username = 'fazhi'`,
        ),
      );
      expect((await test.call('GET', '/api/roles', undefined, basic('fazhi'))).status).toBe(401);
      expect(
        (await test.call('GET', '/api/roles', undefined, basic('fazhi', test.accounts['owner']!.password))).status,
      ).toBe(200);
    });
  });

  describe('guessing', () => {
    it('is stopped by account, with the time to wait, also for the right password', async () => {
      const answers = await Promise.all(Array.from({ length: 9 }, () => attempt('ducha', 'wrong')));
      expect(answers.map((answer) => answer.status).filter((status) => status === 429)).toHaveLength(1);
      const refused = await attempt('ducha', test.accounts['ducha']!.password);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(refused.body).toMatchObject({ code: 'too-many-attempts', detail: expect.stringContaining('分钟后再试') });
      test.clock.passMinutes(6);
      expect((await attempt('ducha', test.accounts['ducha']!.password)).status).toBe(201);
    });

    it('is stopped by address when it tries many names', async () => {
      const answers = [];
      for (let index = 0; index < 41; index += 1) answers.push((await attempt(`name${index}`, 'wrong')).status);
      expect(answers.filter((status) => status === 401)).toHaveLength(40);
      expect(answers.at(-1)).toBe(429);
    });
  });

  describe('routes', () => {
    it('without a policy are refused to everybody', async () => {
      const answer = await test.call('GET', '/probe/forgotten', undefined, basic('admin'));
      expect([answer.status, answer.body.code]).toEqual([403, 'no-policy']);
    });

    it('with a list of roles are open to these alone', async () => {
      expect((await test.call('GET', '/probe/owners', undefined, basic('owner'))).status).toBe(200);
      expect((await test.call('GET', '/probe/owners', undefined, basic('jiefang'))).body).toMatchObject({
        status: 403,
        code: 'role-missing',
      });
      expect((await test.call('GET', '/probe/owners')).status).toBe(401);
    });

    it('list units and roles', async () => {
      const units = await test.call('GET', '/api/units', undefined, basic('jiefang'));
      expect(units.body[0]).toEqual({ id: 'county', name: '中和县', parentId: null, level: '县' });
      expect(units.body).toHaveLength(9);
      const roles = await test.call('GET', '/api/roles', undefined, basic('jiefang'));
      expect(roles.body).toEqual(
        expect.arrayContaining([
          { code: 'R3', name: '信访督查组' },
          { code: 'owner', name: '流程管理员' },
        ]),
      );
    });
  });

  describe('demonstration accounts', () => {
    it('are written once, for the operator alone', async () => {
      const file = join(test.dataDir, 'demo-accounts.json');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const stored = JSON.parse(readFileSync(file, 'utf8'));
      expect(stored).toHaveLength(29);
      expect(stored[0]).toMatchObject({ username: 'jiefang', roles: ['R1'], unit: 'xfj' });
      expect(new Set(stored.map((account: { password: string }) => account.password)).size).toBe(29);
      expect(await test.app.get(Demonstration).seedIfEmpty()).toBeNull();
    });

    it('are offered on the machine itself only', async () => {
      const local = await test.call('GET', '/api/demo-accounts');
      expect(local.body[0]).toEqual({
        username: 'jiefang',
        password: test.accounts['jiefang']!.password,
        displayName: '王秀兰',
        unitName: '中和县信访局',
        roles: ['接访员'],
      });
      expect((await test.call('GET', '/api/demo-accounts', undefined, { 'x-forwarded-for': '10.0.0.8' })).status).toBe(
        404,
      );
      const remote = await test.app.inject({ url: '/api/demo-accounts', remoteAddress: '10.0.0.8' });
      expect(remote.statusCode).toBe(404);
    });
  });
});

describe('when demonstration mode is over', () => {
  it('lets no demonstration account in any more: not by password, not by an open session', async () => {
    const test = await openFeatureApp([]);
    const browser = await test.login('jiefang');
    const { username, password } = test.accounts['jiefang']!;
    const basic = { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
    expect((await test.call('GET', '/api/session', undefined, basic)).status).toBe(200);

    // As after a restart in production, or with an address that others can reach.
    test.app.get<Config>(CONFIG).demonstration = false;
    expect((await test.call('GET', '/api/session', undefined, basic)).status).toBe(401);
    expect((await browser.get('/api/session')).status).toBe(401);
    expect((await test.call('POST', '/api/session', { username, password })).status).toBe(401);
    await test.close();
  });
});

describe('outside demonstration mode', () => {
  let test: FeatureApp;
  beforeAll(async () => {
    test = await openFeatureApp([], { NODE_ENV: 'production', PUBLIC_URL: 'https://xf.example' });
  });
  afterAll(() => test.close());

  it('makes no accounts and offers none, even where a file is left over', async () => {
    expect(test.accounts).toEqual({});
    writeFileSync(join(test.dataDir, 'demo-accounts.json'), '[{"username":"admin","password":"x"}]');
    expect((await test.call('GET', '/api/demo-accounts')).status).toBe(404);
    expect(await test.database.all(`SELECT 1 FROM app_user`)).toEqual([]);
  });
});

describe('behind HTTPS', () => {
  it('sends the cookie over HTTPS only', async () => {
    const test = await openFeatureApp([], { PUBLIC_URL: 'https://xf.example' });
    const { username, password } = test.accounts['jiefang']!;
    const answer = await test.call(
      'POST',
      '/api/session',
      { username, password },
      { origin: 'https://xf.example', host: '127.0.0.1:3000' },
    );
    expect(String(answer.headers['set-cookie'])).toMatch(/; Secure/);
    await test.close();
  });
});
