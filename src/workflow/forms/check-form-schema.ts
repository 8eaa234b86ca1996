/** What a deployed form may hold: security.md "Definitions, forms, templates". Nothing that form-js knows and we do not. */
import type { FormComponent, FormProblem, FormSchema } from './form-schema.js';
import { isField, labelOf } from './form-schema.js';
import { checkComponent, isFormName } from './check-component.js';

const LARGEST_SCHEMA = 256 * 1024;
const MOST_COMPONENTS = 500;
const DEEPEST = 6;
/** form-js 1.23 writes 19; a newer one may mean something this check does not know. */
const NEWEST_SCHEMA_VERSION = 19;
const FORM_ID = /^[A-Za-z_][\w.-]{0,127}$/;

/** Every problem of an uploaded form; empty when it may be deployed. */
export function checkFormSchema(schema: unknown): FormProblem[] {
  const problems: FormProblem[] = [];
  const report = (path: string, rule: string, message: string): void => void problems.push({ path, rule, message });
  if (!isObject(schema) || !Array.isArray(schema.components)) {
    report('', 'not-a-form', '文件不是表单：缺少 components');
    return problems;
  }
  if (JSON.stringify(schema).length > LARGEST_SCHEMA) {
    report('', 'too-large', `表单超过 ${LARGEST_SCHEMA / 1024} KB，请拆分`);
    return problems;
  }
  const { id, type, schemaVersion, components } = schema as unknown as FormSchema;
  if (typeof id !== 'string' || !FORM_ID.test(id) || !isFormName(id))
    report('id', 'form-id', '表单标识只能用字母、数字、下划线、点和短横，并以字母开头');
  if (type !== 'default') report('type', 'form-type', '表单类型须为 default');
  if (schemaVersion !== undefined && !(Number.isInteger(schemaVersion) && schemaVersion <= NEWEST_SCHEMA_VERSION)) {
    report('schemaVersion', 'schema-version', `表单格式版本须不高于 ${NEWEST_SCHEMA_VERSION}`);
  }
  const walk = new ComponentWalk(report);
  walk.visit(components, 'components', 1, new Set(), true);
  return problems;
}

type Report = (path: string, rule: string, message: string) => void;

class ComponentWalk {
  private count = 0;
  private readonly ids = new Set<string>();

  constructor(private readonly report: Report) {}

  /** @param names variables already used at this level of the submission */
  visit(components: unknown[], path: string, depth: number, names: Set<string>, top: boolean): void {
    if (depth > DEEPEST) {
      this.report(path, 'too-deep', `表单嵌套超过 ${DEEPEST} 层，请简化`);
      return;
    }
    for (const [index, component] of components.entries()) {
      this.count += 1;
      if (this.count === MOST_COMPONENTS + 1)
        this.report(path, 'too-many', `表单组件超过 ${MOST_COMPONENTS} 个，请拆分`);
      if (this.count > MOST_COMPONENTS) return;
      this.visitOne(component, `${path}[${index}]`, depth, names, top);
    }
  }

  private visitOne(component: unknown, path: string, depth: number, names: Set<string>, top: boolean): void {
    if (!isObject(component) || typeof component.type !== 'string') {
      this.report(path, 'not-a-component', '表单组件缺少类型');
      return;
    }
    const each = component as unknown as FormComponent;
    if (typeof each.id !== 'string' || this.ids.has(each.id))
      this.report(`${path}.id`, 'component-id', `「${labelOf(each)}」的组件标识缺失或重复`);
    this.ids.add(each.id);
    for (const { path: place, rule, message } of checkComponent(each, top))
      this.report(place ? `${path}.${place}` : path, rule, message);
    const name = isField(each)
      ? each.key
      : each.type === 'dynamiclist' || each.type === 'group'
        ? each.path
        : undefined;
    if (name && names.has(name))
      this.report(path, 'duplicate-key', `「${labelOf(each)}」的变量名“${name}”与同级其他字段重复`);
    if (name) names.add(name);
    if (Array.isArray(each.components)) {
      this.visit(each.components, `${path}.components`, depth + 1, name ? new Set() : names, top && !name);
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
