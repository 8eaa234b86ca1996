import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forbiddenIn, forbiddenPhrases } from './forbidden-phrases.js';
import { checkTemplate } from './notice-template.js';

const root = join(import.meta.dirname, '../../../..');

const template = (body: string, title = '告知书'): string =>
  `---\ntitle: ${title}\nseries: 信受\nlayout: C\nformat: 2\nsigner: R1\ndescription: 试验\nrequired:\n  unit.name: 单位\n---\n${body}`;

describe('no paper makes help depend on not petitioning (H15)', () => {
  it.each(forbiddenPhrases)('a template with “%s” is refused', (phrase) => {
    const problems = checkTemplate(template(`<p>好</p>\n<p>领取救助后${phrase}。</p>`));
    expect(problems).toContainEqual(expect.objectContaining({ code: 'condition', line: 12 }));
    expect(problems.map(({ message }) => message).join()).toContain('不得以不信访为条件');
  });

  it.each([
    '<p>承诺息 诉\n罢 访</p>',
    '<p>承诺不<strong>再上</strong>访</p>',
    '<p>承诺不再{{#if unit.name}}上访{{/if}}</p>',
    '<p>承诺停&ensp;访</p>',
  ])('taken apart, it is found all the same: %s', (body) => {
    expect(checkTemplate(template(body)).map(({ code }) => code)).toContain('condition');
  });

  it('in the title too, and not across sentences', () => {
    expect(checkTemplate(template('<p>好</p>', '停访承诺书')).map(({ code }) => code)).toContain('condition');
    expect(forbiddenIn('不再受理的，仍可查询。上访登记')).toEqual([]);
  });

  it('no shipped form, drawing or notice has one', () => {
    const files = ['templates', 'processes', 'processes/forms'].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => /\.(hbs|bpmn|form|dmn)$/.test(name))
        .map((name) => join(root, folder, name)),
    );
    expect(files.length).toBeGreaterThan(40);
    expect(files.filter((file) => forbiddenIn(saidBy(readFileSync(file, 'utf8'))).length > 0)).toEqual([]);
  });
});

/** A form may name the phrases in order to refuse them, and say that nothing may depend on them; that is the rule itself. */
function saidBy(source: string): string {
  return source.replace(/"refuse\w*": "(?:[^"\\]|\\.)*"/g, '').replace(/不得?以[^，。；”"]{1,20}(作)?为条件/g, '');
}
