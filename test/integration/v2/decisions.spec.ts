import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { decision, dmnText, graphText, inputData, literal, table } from '../../builders/dmn-text.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { atOnce, clientOf, fileOf, refusalOf } from './v2-client.js';

/** The term of a matter in days: by its kind, longer for difficult ones. */
const terms = (days = '60'): string =>
  graphText(
    'v2_terms',
    inputData('kind_data', 'kind', 'string'),
    decision(
      'v2_days',
      table({
        id: 'days_table',
        policy: 'FIRST',
        inputs: [{ name: 'kind', label: '类别', allowed: '"求决", "建议"' }, 'difficult'],
        outputs: [{ name: 'days', typeRef: 'number' }],
        rules: [
          ['"求决"', 'true', '90'],
          ['"求决"', '-', days],
          ['"建议"', '-', '30'],
        ],
      }),
      { name: '办理天数', inputs: ['kind_data'], versionTag: 'v1' },
    ),
    decision('v2_last_day', literal('string(addCalendarDays(received, v2_days))'), {
      name: '办结日',
      requires: ['v2_days'],
    }),
  );

describe('decision definitions', () => {
  let server: TestServer;
  let owner: CamundaClient;
  beforeAll(async () => {
    server = await startTestServer();
    owner = clientOf(server, 'owner');
    await owner.createDeployment({ resources: [fileOf('terms.dmn', terms())] });
  });
  afterAll(() => server.close());

  const evaluate = (id: string, variables: Record<string, unknown>): ReturnType<CamundaClient['evaluateDecision']> =>
    owner.evaluateDecision({ decisionDefinitionId: id as never, variables });

  it('come out of a deployment with their graph, and keep their version while the file does not change', async () => {
    const again = await owner.createDeployment({ resources: [fileOf('terms.dmn', terms())] });
    expect(again.decisions).toMatchObject([
      { decisionDefinitionId: 'v2_days', name: '办理天数', version: 1, decisionRequirementsId: 'v2_terms' },
      { decisionDefinitionId: 'v2_last_day', name: '办结日', version: 1 },
    ]);
    expect(again.decisionRequirements).toMatchObject([
      { decisionRequirementsId: 'v2_terms', version: 1, resourceName: 'terms.dmn' },
    ]);
  });

  it('are found, one by one and as the file they came in', async () => {
    const found = await owner.searchDecisionDefinitions(
      {
        filter: { decisionRequirementsId: 'v2_terms', isLatestVersion: true },
        sort: [{ field: 'decisionDefinitionId', order: 'DESC' }],
      },
      atOnce,
    );
    expect(found.items.map((item) => item.decisionDefinitionId)).toEqual(['v2_last_day', 'v2_days']);
    const { decisionDefinitionKey } = found.items[1]!;
    const chengban = clientOf(server, 'chengban');
    expect(await chengban.getDecisionDefinition({ decisionDefinitionKey }, atOnce)).toEqual(found.items[1]);
    expect(await chengban.getDecisionDefinitionXml({ decisionDefinitionKey }, atOnce)).toBe(terms());
    const missing = { decisionDefinitionKey: '123' as never };
    expect(await refusalOf(owner.getDecisionDefinition(missing, atOnce))).toBe('404 not-found');
    expect(await refusalOf(owner.getDecisionDefinitionXml(missing, atOnce))).toBe('404 not-found');
  });

  it('are evaluated with what they require, and explain the result', async () => {
    const result = await evaluate('v2_last_day', { kind: '求决', difficult: false, received: '2026-06-16' });
    expect(result).toMatchObject({
      decisionDefinitionId: 'v2_last_day',
      decisionDefinitionName: '办结日',
      decisionDefinitionVersion: 1,
      decisionRequirementsId: 'v2_terms',
      failedDecisionDefinitionId: null,
      failureMessage: null,
      output: '"2026-08-17"',
    });
    expect(result.decisionInstanceKey).toBe(result.decisionEvaluationKey);
    expect(result.evaluatedDecisions).toMatchObject([
      {
        decisionDefinitionId: 'v2_days',
        decisionDefinitionType: 'DECISION_TABLE',
        output: '60',
        evaluatedInputs: [
          { inputId: 'days_table_i1', inputName: '类别', inputValue: '"求决"' },
          { inputId: 'days_table_i2', inputName: 'difficult', inputValue: 'false' },
        ],
        matchedRules: [
          {
            ruleId: 'days_table_r2',
            ruleIndex: 2,
            evaluatedOutputs: [{ outputId: 'days_table_o1', outputName: 'days', outputValue: '60' }],
          },
        ],
        decisionEvaluationInstanceKey: `${result.decisionEvaluationKey}-1`,
      },
      { decisionDefinitionId: 'v2_last_day', decisionDefinitionType: 'LITERAL_EXPRESSION', output: '"2026-08-17"' },
    ]);
  });

  it('say which decision failed and why', async () => {
    const result = await evaluate('v2_last_day', { kind: '揭发', received: '2026-06-16' });
    expect(result).toMatchObject({
      output: 'null',
      failedDecisionDefinitionId: 'v2_days',
      failureMessage: '决策“办理天数”：输入“类别”的值不在允许值之内，允许的是："求决", "建议"',
    });
  });

  it('are evaluated by key in the version that it names, by id in the newest', async () => {
    const first = await owner.searchDecisionDefinitions(
      { filter: { decisionDefinitionId: 'v2_days' as never } },
      atOnce,
    );
    const second = await owner.createDeployment({ resources: [fileOf('terms.dmn', terms('45'))] });
    expect(second.decisions.map(({ version }) => version)).toEqual([2, 2]);
    const variables = { kind: '求决', difficult: false };
    const { decisionDefinitionKey } = first.items[0]!;
    expect((await evaluate('v2_days', variables)).output).toBe('45');
    expect((await owner.evaluateDecision({ decisionDefinitionKey, variables })).output).toBe('60');
  });

  it('are evaluated by the process owner only, by exactly one of id and key', async () => {
    const officer = clientOf(server, 'jiefang');
    expect(await refusalOf(officer.evaluateDecision({ decisionDefinitionId: 'v2_days' as never }))).toBe(
      '403 role-missing',
    );
    expect(await refusalOf(evaluate('v2_missing', {}))).toBe('404 not-found');
    expect((await server.as('owner').post('/v2/decision-definitions/evaluation', {})).status).toBe(400);
    const both = { decisionDefinitionId: 'v2_days', decisionDefinitionKey: '1' };
    expect((await server.as('owner').post('/v2/decision-definitions/evaluation', both)).body.code).toBe(
      'request-invalid',
    );
  });

  it('are refused with every problem named, and nothing of the deployment is stored', async () => {
    const before = await owner.searchDecisionDefinitions({}, atOnce);
    const wrong = dmnText(
      decision('v2_wrong', table({ policy: 'PRIORITY', inputs: ['a ='], outputs: ['x'], rules: [['-', '(']] })),
    );
    const withGood = [fileOf('terms.dmn', terms('50')), fileOf('wrong.dmn', wrong)];
    expect(await refusalOf(owner.createDeployment({ resources: withGood }))).toBe('422 decision-rejected');
    const empty = [fileOf('wrong.dmn', '<definitions/>')];
    expect(await refusalOf(owner.createDeployment({ resources: empty }))).toBe('422 decision-rejected');
    expect((await owner.searchDecisionDefinitions({}, atOnce)).page).toEqual(before.page);

    const form = new FormData();
    form.append('resources', fileOf('wrong.dmn', wrong));
    const { username, password } = server.accounts['owner']!;
    const answer = await fetch(`${server.url}/v2/deployments`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },
      body: form,
    });
    const { problems } = (await answer.json()) as { problems: { elementId: string; rule: string }[] };
    expect(problems.map(({ elementId, rule }) => `${elementId} ${rule}`).sort()).toEqual([
      'i1 feel',
      'r1 feel',
      'table hit-policy',
    ]);
  });

  it('stay with the file that deployed them first', async () => {
    const copy = graphText('v2_other', decision('v2_days', literal('1')));
    expect(await refusalOf(owner.createDeployment({ resources: [fileOf('copy.dmn', copy)] }))).toBe(
      '409 decision-elsewhere',
    );
    const sameGraph = graphText('v2_terms', decision('v2_fresh', literal('1')));
    expect(await refusalOf(owner.createDeployment({ resources: [fileOf('copy.dmn', sameGraph)] }))).toBe(
      '409 decision-elsewhere',
    );
  });
});
