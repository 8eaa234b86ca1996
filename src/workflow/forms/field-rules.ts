/** The rules of a field on a value of the right kind; the same as form-js checks in the browser (its Validator). */
import type { Json } from '../../engine/ports.js';
import { isEmpty } from './field-values.js';
import type { FieldRules, FormComponent } from './form-schema.js';
import { matchesPattern } from './patterns.js';

export interface BrokenRule {
  rule: string;
  message: string;
}

export function brokenRules(field: FormComponent, value: Json, label: string): BrokenRule[] {
  const rules = field.validate ?? {};
  if (isEmpty(field, value)) {
    if (!rules.required) return [];
    return [{ rule: 'required', message: field.type === 'checkbox' ? `${label}必须勾选` : `${label}不能为空` }];
  }
  if (typeof value === 'string' && field.type !== 'number') return brokenTextRules(rules, value, label);
  if (field.type === 'number') return brokenNumberRules(field, Number(value), label);
  return [];
}

function brokenTextRules(rules: FieldRules, text: string, label: string): BrokenRule[] {
  const broken: BrokenRule[] = [];
  // form-js counts UTF-16 units without the blanks at both ends.
  const { length } = text.trim();
  if (rules.minLength !== undefined && length < rules.minLength) {
    const message =
      length === 0 ? `${label}不能只填空格` : `${label}至少填写 ${rules.minLength} 个字，现有 ${length} 个`;
    broken.push({ rule: 'min-length', message });
  }
  if (rules.maxLength !== undefined && length > rules.maxLength) {
    broken.push({ rule: 'max-length', message: `${label}最多填写 ${rules.maxLength} 个字，现有 ${length} 个` });
  }
  if (rules.pattern !== undefined && rules.pattern !== '' && !matchesPattern(rules.pattern, text)) {
    broken.push({ rule: 'pattern', message: rules.patternErrorMessage || `${label}的格式不正确` });
  }
  return broken;
}

function brokenNumberRules(field: FormComponent, value: number, label: string): BrokenRule[] {
  const { min, max } = field.validate ?? {};
  const broken: BrokenRule[] = [];
  if (min !== undefined && value < min) broken.push({ rule: 'min', message: `${label}不能小于 ${min}` });
  if (max !== undefined && value > max) broken.push({ rule: 'max', message: `${label}不能大于 ${max}` });
  const { decimalDigits, increment } = field;
  if (decimalDigits !== undefined && decimalsOf(value) > decimalDigits) {
    const message = decimalDigits === 0 ? `${label}应为整数` : `${label}最多保留 ${decimalDigits} 位小数`;
    broken.push({ rule: 'decimal-digits', message });
  }
  if (increment && !isMultiple(value, increment))
    broken.push({ rule: 'increment', message: `${label}应为 ${increment} 的倍数` });
  return broken;
}

/** Digits after the point in decimal notation: 1e-7 has seven. */
function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
}

/** Compared as whole numbers of the smaller unit, because 0.3 / 0.1 is not 3 in binary. */
function isMultiple(value: number, increment: number): boolean {
  const scale = 10 ** Math.max(decimalsOf(value), decimalsOf(increment));
  return Math.round(value * scale) % Math.round(increment * scale) === 0;
}
