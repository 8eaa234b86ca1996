/** The shipped forms: deployable, bounded, in Chinese, with the codes of the domain. */
import { conductCodes } from '../../src/domain/codes/conduct-codes.js';
import { demandResults, kinds, levels } from '../../src/domain/codes/case-codes.js';
import { codesOf } from '../../src/domain/codes/code.js';
import { checkFormSchema } from '../../src/workflow/forms/index.js';
import { componentsOf, formNames, forms, readForm } from './shipped.js';

const UNITS = ['county', 'xfj', 'rsj', 'zrzy', 'jwjw', 'czj', 'sjj', 'town_cg', 'gaj'];

it.each([
  ['assess', 'kind', kinds],
  ['route', 'level', levels],
  ['conduct_record', 'conductCode', conductCodes],
  ['draft_reply', 'result', demandResults],
])('form %s offers for %s the codes of the domain', (formId, key, codes) => {
  const field = componentsOf(readForm(formId).components).find((each) => each.key === key)!;
  expect(field.values?.map(({ value }) => value)).toEqual(codesOf(codes));
});

describe.each(forms)('form $id', (form) => {
  const components = componentsOf(form.components);

  it('may be deployed under its file name', () => {
    expect(formNames).toContain(form.id);
    expect(checkFormSchema(form)).toEqual([]);
  });

  it('bounds every text and every list', () => {
    const unbounded = components.filter(({ type, validate }) => /^text(field|area)$/.test(type) && !validate?.maxLength);
    const lists = components.filter(({ type, properties }) => type === 'dynamiclist' && !properties?.maxRows);
    expect([...unbounded, ...lists].map(({ id }) => id)).toEqual([]);
  });

  it('takes no blanks for a required text', () => {
    const open = components.filter(({ type, validate }) => type.startsWith('text') && validate?.required && !validate.minLength);
    expect(open.map(({ id }) => id)).toEqual([]);
  });

  it('labels everything in Chinese', () => {
    const unlabelled = components.filter((each) => !/[\u4e00-\u9fff]/.test(each.label ?? each.dateLabel ?? ''));
    expect(unlabelled.map(({ id }) => id)).toEqual([]);
  });

  it('offers only units that exist', () => {
    const units = components.filter(({ key }) => key === 'responsibleUnit').flatMap(({ values }) => values?.map(({ value }) => value) ?? []);
    expect(units.filter((unit) => !UNITS.includes(unit as string))).toEqual([]);
  });
});
