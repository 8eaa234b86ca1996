/** The rules of one component of a form. Paths are relative to the component. */
import { FEEL_BUILTINS, PROFILE_FUNCTIONS, checkFeel } from '../../../lint/feel/check-feel.js';
import { readValue } from './field-values.js';
import { OPTION_TYPES, isField, labelOf, type FormComponent, type FormProblem } from './form-schema.js';
import { offeredValues } from './options.js';
import { LONGEST_PATTERN, isValidPattern } from './patterns.js';

/** Components that hold no value. Left out on purpose: html, iframe, image, documentPreview, filepicker, expression, table. */
const OTHER_TYPES: ReadonlySet<string> = new Set(['group', 'dynamiclist', 'text', 'separator', 'spacer', 'button']);
const NAME = /^[\p{L}_][\p{L}\p{N}_]{0,63}$/u;
const PROTOTYPE_NAMES: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype).concat('prototype'));
const RESERVED: ReadonlySet<string> = new Set([...FEEL_BUILTINS, ...PROFILE_FUNCTIONS]);
const LONGEST_TEXT = 4_000;
const MOST_OPTIONS = 500;
/** Tags, comments, pictures and links that run something. */
const MARKUP = /<[a-z!/?]|!\[|\b(javascript|vbscript|data):/i;
const ROWS = /^\d{1,3}$/;

/** True for a name that does not reach a prototype. */
export const isFormName = (name: string): boolean => !name.split('.').some((step) => PROTOTYPE_NAMES.has(step));

/** @param top whether the value becomes a variable of its own and not a part of one */
export function checkComponent(component: FormComponent, top: boolean): FormProblem[] {
  if (!isField(component) && !OTHER_TYPES.has(component.type)) {
    return [
      { path: 'type', rule: 'component-type', message: `不支持“${String(component.type).slice(0, 40)}”类型的表单组件` },
    ];
  }
  const label = `「${labelOf(component)}」`;
  const shape = checkShape(component, label);
  if (shape.length > 0) return shape;
  return [
    ...checkName(component, label, top),
    ...checkTexts(component, label),
    ...checkExpressions(component, label),
    ...checkValidation(component, label),
    ...checkOptions(component, label),
    ...checkRows(component, label),
    ...checkRefusal(component, label),
    ...checkDateTime(component, label),
    ...checkDefault(component, label),
  ];
}

/** Parts that must be objects, and components only where they can be. */
function checkShape(component: FormComponent, label: string): FormProblem[] {
  const parts = ['validate', 'conditional', 'properties'] as const;
  const wrong = parts.filter(
    (part) => component[part] !== undefined && (typeof component[part] !== 'object' || component[part] === null),
  );
  const problems = wrong.map((path): FormProblem => ({
    path,
    rule: 'shape',
    message: `${label}的“${path}”格式不正确`,
  }));
  const container = component.type === 'group' || component.type === 'dynamiclist';
  if (container !== Array.isArray(component.components)) {
    problems.push({
      path: 'components',
      rule: 'shape',
      message: container ? `${label}缺少下级组件` : `${label}不能有下级组件`,
    });
  }
  return problems;
}

function checkName(component: FormComponent, label: string, top: boolean): FormProblem[] {
  const [place, name] = isField(component) ? ['key', component.key] : ['path', component.path];
  const needed = isField(component) || component.type === 'dynamiclist';
  if (!needed && (name === undefined || name === '')) return [];
  if (typeof name !== 'string' || !NAME.test(name)) {
    return [{ path: place, rule: 'key', message: `${label}的变量名只能用文字、数字和下划线，并以文字开头` }];
  }
  const reserved = !isFormName(name) || (top && RESERVED.has(name));
  return reserved
    ? [{ path: place, rule: 'reserved-key', message: `${label}的变量名“${name}”是保留名称，请更换` }]
    : [];
}

function checkTexts(component: FormComponent, label: string): FormProblem[] {
  const places = ['label', 'dateLabel', 'timeLabel', 'description', 'text'] as const;
  const texts: [string, unknown][] = places.map((place) => [place, component[place]]);
  texts.push(['validate.patternErrorMessage', component.validate?.patternErrorMessage]);
  return texts.flatMap(([path, text]): FormProblem[] => {
    if (text === undefined) return [];
    if (typeof text !== 'string' || text.length > LONGEST_TEXT)
      return [{ path, rule: 'text', message: `${label}的文字超过 ${LONGEST_TEXT} 个字符或格式不正确` }];
    return MARKUP.test(text)
      ? [{ path, rule: 'markup', message: `${label}的文字中不能有网页标记、图片或脚本链接` }]
      : [];
  });
}

function checkExpressions(component: FormComponent, label: string): FormProblem[] {
  const { conditional, readonly, disabled, valuesExpression } = component;
  const problems: FormProblem[] = [];
  const check = (path: string, expression: unknown): void => {
    const text = typeof expression === 'string' && expression.startsWith('=') ? expression.slice(1) : undefined;
    const found = text === undefined ? [{ message: '应以“=”开头' }] : checkFeel(text);
    for (const { message } of found) problems.push({ path, rule: 'feel', message: `${label}的表达式有误：${message}` });
  };
  if (conditional?.hide !== undefined && conditional.hide !== '') check('conditional.hide', conditional.hide);
  if (valuesExpression !== undefined) check('valuesExpression', valuesExpression);
  const { refuseWhen } = component.properties ?? {};
  if (refuseWhen !== undefined) check('properties.refuseWhen', refuseWhen);
  if (readonly !== undefined && typeof readonly !== 'boolean') check('readonly', readonly);
  if (disabled !== undefined && typeof disabled !== 'boolean') {
    problems.push({ path: 'disabled', rule: 'disabled', message: `${label}的“禁用”须为是或否` });
  }
  return problems;
}

const NUMBER_RULES = ['minLength', 'maxLength', 'min', 'max'] as const;

function checkValidation({ validate }: FormComponent, label: string): FormProblem[] {
  if (validate === undefined) return [];
  const problems: FormProblem[] = [];
  for (const rule of NUMBER_RULES) {
    if (validate[rule] !== undefined && typeof validate[rule] !== 'number') {
      problems.push({ path: `validate.${rule}`, rule: 'validation', message: `${label}的校验值须为数字` });
    }
  }
  const { pattern, required, validationType } = validate;
  if (pattern !== undefined && !(typeof pattern === 'string' && isValidPattern(pattern))) {
    problems.push({
      path: 'validate.pattern',
      rule: 'pattern',
      message: `${label}的正则表达式写法有误、超过 ${LONGEST_PATTERN} 个字符或用了回溯引用、环视`,
    });
  }
  if (required !== undefined && typeof required !== 'boolean')
    problems.push({ path: 'validate.required', rule: 'validation', message: `${label}的“必填”须为是或否` });
  if (validationType !== undefined && validationType !== '' && validationType !== 'custom') {
    problems.push({
      path: 'validate.validationType',
      rule: 'validation',
      message: `${label}的内置校验不适用，请改用正则表达式`,
    });
  }
  return problems;
}

function checkOptions(component: FormComponent, label: string): FormProblem[] {
  if (!OPTION_TYPES.has(component.type)) return [];
  const { values, valuesKey, valuesExpression } = component;
  if ([values, valuesKey, valuesExpression].filter((source) => source !== undefined).length !== 1) {
    return [{ path: 'values', rule: 'options', message: `${label}须有且只有一种选项来源` }];
  }
  if (valuesKey !== undefined && !NAME.test(valuesKey))
    return [{ path: 'valuesKey', rule: 'options', message: `${label}的选项变量名不正确` }];
  if (values === undefined) return [];
  const wellFormed =
    Array.isArray(values) && values.length > 0 && values.length <= MOST_OPTIONS && values.every(isOption);
  if (!wellFormed)
    return [{ path: 'values', rule: 'options', message: `${label}的选项须为 1 至 ${MOST_OPTIONS} 个，各有文字和值` }];
  const distinct = new Set(values.map(({ value }) => value)).size === values.length;
  return distinct ? [] : [{ path: 'values', rule: 'options', message: `${label}的选项值有重复` }];
}

function isOption(option: unknown): boolean {
  const { label, value } = (option ?? {}) as { label?: unknown; value?: unknown };
  const isValue = ['number', 'boolean'].includes(typeof value) || (typeof value === 'string' && value !== '');
  return isValue && typeof label === 'string' && label !== '' && !MARKUP.test(label);
}

function checkRows(component: FormComponent, label: string): FormProblem[] {
  if (component.type !== 'dynamiclist') return [];
  const limits = ['minRows', 'maxRows'] as const;
  const problems = limits
    .filter((name) => component.properties?.[name] !== undefined && !ROWS.test(String(component.properties[name])))
    .map((name): FormProblem => ({
      path: `properties.${name}`,
      rule: 'rows',
      message: `${label}的行数限制须为 0 至 999 的整数`,
    }));
  const unique = component.properties?.['unique'];
  if (unique !== undefined && !component.components?.some((inner) => inner?.key === unique)) {
    problems.push({ path: 'properties.unique', rule: 'rows', message: `${label}的不重复字段“${unique}”不在列表之中` });
  }
  return problems;
}

/** A rule that refuses must say in Chinese what it is, and have a name that programs can tell. */
function checkRefusal({ properties }: FormComponent, label: string): FormProblem[] {
  const { refuseWhen, refuseRule, refuseText } = properties ?? {};
  if (refuseWhen === undefined) return [];
  const named = typeof refuseRule === 'string' && /^[a-z][a-z0-9-]{0,39}$/.test(refuseRule);
  const told = typeof refuseText === 'string' && /\p{Script=Han}/u.test(refuseText) && refuseText.length <= 300;
  if (named && told && !MARKUP.test(refuseText)) return [];
  return [{ path: 'properties.refuseText', rule: 'refusal', message: `${label}的拒收规则须写明规则名称和中文说明` }];
}

const SUBTYPES: ReadonlySet<unknown> = new Set(['date', 'time', 'datetime']);
const TIME_FORMATS: ReadonlySet<unknown> = new Set([undefined, 'utc_offset', 'utc_normalized', 'no_timezone']);

function checkDateTime({ type, subtype, timeSerializingFormat }: FormComponent, label: string): FormProblem[] {
  if (type !== 'datetime' || (SUBTYPES.has(subtype) && TIME_FORMATS.has(timeSerializingFormat))) return [];
  return [
    { path: 'subtype', rule: 'date-time', message: `${label}须为日期、时间或日期时间，时间格式须为 form-js 所列` },
  ];
}

function checkDefault(component: FormComponent, label: string): FormProblem[] {
  const { defaultValue, valuesKey, valuesExpression } = component;
  // Options that come from variables are not known yet.
  if (defaultValue === undefined || !isField(component) || valuesKey !== undefined || valuesExpression !== undefined)
    return [];
  const read = readValue(
    component,
    defaultValue,
    label,
    offeredValues(component, {}, () => undefined),
  );
  if ('value' in read) return [];
  return [{ path: 'defaultValue', rule: 'default-value', message: `${label}的默认值不符合字段类型或不在选项之中` }];
}
