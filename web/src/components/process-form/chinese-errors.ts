/** The validator of form-js with its sentences in Chinese. Error texts written into a form pass unchanged. */

interface FieldInstance {
  id: string;
}

interface Validator {
  validateFieldInstance(fieldInstance: FieldInstance, value: unknown): string[];
}

interface FormFieldRegistry {
  get(id: string): { type: string } | undefined;
}

const REQUIRED = 'Field is required.';

/** How an empty field of a type is filled. */
const REQUIRED_SENTENCES: Record<string, string> = {
  checkbox: '请勾选此项',
  checklist: '请至少选择一项',
  taglist: '请至少选择一项',
  radio: '请选择一项',
  select: '请选择一项',
  datetime: '请选择日期',
};

const SENTENCES: [RegExp, string][] = [
  [/^Value is not a number\.$/, '请填写数字'],
  [/^Value is expected to be an integer\.$/, '请填写整数'],
  [/^Value is expected to have at most (\d+) decimal digits?\.$/, '最多保留 $1 位小数'],
  [
    /^Please select a valid value, the two nearest valid values are (.+) and (.+)\.$/,
    '数值不在允许的间隔上，最接近的是 $1 和 $2',
  ],
  [/^Field must match pattern .+\.$/, '格式不符合要求'],
  [/^Field must have minimum value of (.+)\.$/, '不能小于 $1'],
  [/^Field must have maximum value of (.+)\.$/, '不能大于 $1'],
  [/^Field must have minimum length of (\d+)\.$/, '至少写 $1 个字'],
  [/^Field must have maximum length of (\d+)\.$/, '最多写 $1 个字'],
  [/^Field must be a valid {1,2}international phone number\. .+$/, '请填写带国家代码的电话号码，例如 +8613800000000'],
  [/^Field must be a valid email\.$/, '请填写正确的电子邮箱'],
  [/^M(?:in|ax) validation value is not a valid number\.$/, '表单的取值范围设置有误，请告知流程管理员'],
];

export function errorInChinese(error: string, fieldType = 'textfield'): string {
  if (error === REQUIRED) return REQUIRED_SENTENCES[fieldType] ?? '请填写此项';
  for (const [pattern, sentence] of SENTENCES) if (pattern.test(error)) return error.replace(pattern, sentence);
  return error;
}

class ChineseErrors {
  static $inject = ['validator', 'formFieldRegistry'];

  constructor(validator: Validator, fields: FormFieldRegistry) {
    const validate = validator.validateFieldInstance.bind(validator);
    validator.validateFieldInstance = (fieldInstance, value) =>
      validate(fieldInstance, value).map((error) => errorInChinese(error, fields.get(fieldInstance.id)?.type));
  }
}

export const ChineseErrorsModule = {
  __init__: ['chineseErrors'],
  chineseErrors: ['type', ChineseErrors],
};
