import fc from 'fast-check';
import type { Variables } from '../../engine/ports.js';
import { checkFormSchema } from './check-form-schema.js';
import { validateSubmission } from './validate-submission.js';

const form = (...components: object[]): object => ({ id: 'sample', type: 'default', schemaVersion: 19, components });
const field = (more: object = {}): object => ({
  id: 'Field_1',
  type: 'textfield',
  key: 'facts',
  label: '事实',
  ...more,
});
const rules = (schema: unknown): string[] => checkFormSchema(schema).map(({ path, rule }) => `${path} ${rule}`);

describe('an uploaded form', () => {
  it('passes when it holds what the server understands', () => {
    expect(
      checkFormSchema(
        form(
          field({ validate: { required: true, pattern: '^\\d{6}$' }, conditional: { hide: '=kind != "申诉求决"' } }),
        ),
      ),
    ).toEqual([]);
  });

  it.each(['html', 'iframe', 'image', 'script', 'documentPreview', 'filepicker', 'expression', 'table', 'anything'])(
    'may not hold a %s',
    (type) => {
      expect(checkFormSchema(form({ id: 'X', type, key: 'x' }))).toEqual([
        { path: 'components[0].type', rule: 'component-type', message: `不支持“${type}”类型的表单组件` },
      ]);
    },
  );

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'due', 'string'])(
    'may not use the variable %s',
    (key) => {
      expect(rules(form(field({ key })))).toEqual(['components[0].key reserved-key']);
    },
  );

  it.each(['a.b', '1a', '', 'a b', undefined])('may not use the key %p', (key) => {
    expect(rules(form(field({ key })))).toEqual(['components[0].key key']);
  });

  it('lets a row use a name that is a function only outside', () => {
    const list = { id: 'L', type: 'dynamiclist', path: 'rows', label: '行', components: [field({ key: 'date' })] };
    expect(rules(form(list))).toEqual([]);
    expect(rules(form({ ...list, components: [field({ key: '__proto__' })] }))).toEqual([
      'components[0].components[0].key reserved-key',
    ]);
  });

  it.each([
    [{ pattern: '(a' }, 'components[0].validate.pattern pattern'],
    [{ pattern: '(?=a)b' }, 'components[0].validate.pattern pattern'],
    [{ pattern: '(a)\\1' }, 'components[0].validate.pattern pattern'],
    [{ pattern: 'a'.repeat(501) }, 'components[0].validate.pattern pattern'],
    [{ minLength: '=x' }, 'components[0].validate.minLength validation'],
    [{ validationType: 'phone' }, 'components[0].validate.validationType validation'],
  ])('may not validate with %j', (validate, expected) => {
    expect(rules(form(field({ validate })))).toEqual([expected]);
  });

  it.each([
    ['label', '<b>粗</b>'],
    ['description', '<script>alert(1)</script>'],
    ['description', '![图](https://example.org/x.png)'],
    ['label', '[点](javascript:alert(1))'],
  ])('may not carry markup in %s', (place, text) => {
    expect(rules(form(field({ [place]: text })))).toEqual([`components[0].${place} markup`]);
  });

  it.each(['x = 1', '=', '=a +', '=(function(x) x)(1)'])('may not hide by %p', (hide) => {
    expect(rules(form(field({ conditional: { hide } })))[0]).toBe('components[0].conditional.hide feel');
  });

  it('needs options on offer, each once', () => {
    const select = (more: object): object => field({ type: 'select', ...more });
    const option = { label: '甲', value: 'a' };
    expect(rules(form(select({ values: [option, { label: '乙', value: false }] })))).toEqual([]);
    for (const more of [
      {},
      { values: [] },
      { values: [option, option] },
      { values: [{ label: '甲' }] },
      { values: [option], valuesKey: 'x' },
    ]) {
      expect(rules(form(select(more)))).toEqual(['components[0].values options']);
    }
    expect(rules(form(select({ values: [option], defaultValue: 'b' })))).toEqual([
      'components[0].defaultValue default-value',
    ]);
  });

  it('uses an id and a variable once', () => {
    expect(rules(form(field(), field()))).toEqual(['components[1].id component-id', 'components[1] duplicate-key']);
  });

  it('limits rows by whole numbers and a field of the list', () => {
    const list = (properties: object): object => ({
      id: 'L',
      type: 'dynamiclist',
      path: 'rows',
      label: '行',
      properties,
      components: [field({ key: 'no' })],
    });
    expect(rules(form(list({ minRows: '1', maxRows: '30', unique: 'no' })))).toEqual([]);
    expect(rules(form(list({ minRows: 'x', unique: 'name' })))).toEqual([
      'components[0].properties.minRows rows',
      'components[0].properties.unique rows',
    ]);
  });

  it('stays small and flat', () => {
    let nested: object = field();
    for (let depth = 0; depth < 7; depth += 1)
      nested = { id: `G${depth}`, type: 'group', label: '组', components: [nested] };
    expect(rules(form(nested)).map((rule) => rule.split(' ')[1])).toEqual(['too-deep']);
    expect(
      rules(form(...Array.from({ length: 501 }, (_, index) => field({ id: `F${index}`, key: `k${index}` })))),
    ).toEqual(['components too-many']);
    expect(rules(form(field({ extra: 'x'.repeat(300_000) })))).toEqual([' too-large']);
  });

  it.each([null, 'x', [], {}, { components: 'x' }])('is no form: %j', (schema) => {
    expect(rules(schema)).toEqual([' not-a-form']);
  });

  it.each([null, 'x', { type: 3 }, {}])('may not hold the component %j', (component) => {
    expect(rules(form(component as object))).toEqual(['components[0] not-a-component']);
  });

  it.each([{ validate: null }, { conditional: 'x' }, { components: [] }])('may not have a field shaped %j', (more) => {
    expect(rules(form(field(more)))).toEqual([`components[0].${Object.keys(more)[0]} shape`]);
  });

  it('names the head of the file', () => {
    expect(rules({ ...form(field()), id: '../x', type: 'other', schemaVersion: 99 })).toEqual([
      'id form-id',
      'type form-type',
      'schemaVersion schema-version',
    ]);
  });

  it('knows the kinds of dates', () => {
    expect(rules(form(field({ type: 'datetime', subtype: 'date' })))).toEqual([]);
    expect(rules(form(field({ type: 'datetime', subtype: 'week' })))).toEqual(['components[0].subtype date-time']);
  });
});

describe('hostile input', () => {
  const types = [
    'textfield',
    'textarea',
    'number',
    'checkbox',
    'radio',
    'select',
    'checklist',
    'datetime',
    'group',
    'dynamiclist',
    'text',
    'html',
  ];
  const parts = [
    'key',
    'path',
    'label',
    'validate',
    'conditional',
    'properties',
    'values',
    'valuesKey',
    'valuesExpression',
    'defaultValue',
    'components',
    'readonly',
    'disabled',
    'subtype',
    'decimalDigits',
  ];
  const component = fc.record(
    {
      id: fc.string(),
      type: fc.constantFrom(...types),
      ...Object.fromEntries(parts.map((part) => [part, fc.jsonValue()])),
    },
    { requiredKeys: ['type'] },
  );

  it('never makes the check of a form throw', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(component, fc.jsonValue())), (components) => {
        expect(Array.isArray(checkFormSchema({ id: 'x', type: 'default', components }))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('never makes the check of a submission throw, and brings nothing in that the form does not have', () => {
    const fields = types.slice(0, 8).map((type) => ({
      id: type,
      type,
      key: type,
      label: type,
      values: [{ label: '甲', value: 'a' }],
      subtype: 'date',
    }));
    const list = {
      id: 'L',
      type: 'dynamiclist',
      path: 'rows',
      label: '行',
      components: fields.map((each) => ({ ...each, id: `L_${each.id}` })),
    };
    const schema = form(...fields, list);
    const names = [...types, 'rows', '__proto__', 'constructor'];
    const submission = fc.dictionary(fc.constantFrom(...names), fc.jsonValue(), { noNullPrototype: true });
    fc.assert(
      fc.property(submission, (submitted) => {
        const { values } = validateSubmission(schema, submitted as Variables, { initial: {}, evaluate: () => null });
        expect(Object.keys(values).filter((name) => !types.includes(name) && name !== 'rows')).toEqual([]);
        expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
      }),
      { numRuns: 300 },
    );
  });
});
