import { codesOf } from '../../domain/codes/code.js';
import { roles } from '../../domain/codes/roles.js';
import { Failure, type FieldProblem } from '../../platform/failure.js';

/** An organ: parents come before the units below them. */
export interface UnitEntry {
  id: string;
  parentId: string | null;
  name: string;
  /** `县`, `乡镇街道`, `部门`, `信访机构`, `公安机关` … */
  level: string;
  /** 代字 at the head of its document numbers. */
  shortCode: string;
  phone: string;
  address: string;
}

export interface AccountEntry {
  username: string;
  displayName: string;
  /** Unit id. */
  unit: string;
  /** Role codes, each held in a unit and reaching everything below it; without one, the person's own. */
  roles: { role: string; unit?: string }[];
  disabled?: boolean;
  /** Makes a new password for an account that exists. */
  newPassword?: boolean;
}

/** Units and accounts as an operator writes them down (`minqing accounts`). */
export interface Roster {
  units: UnitEntry[];
  accounts: AccountEntry[];
}

type Fields = Record<string, unknown>;

const idPattern = /^[A-Za-z][\w-]{0,40}$/;
const usernamePattern = /^[A-Za-z][\w.-]{1,40}$/;
const roleCodes: ReadonlySet<string> = new Set(codesOf(roles));

/**
 * Reads a roster from JSON. `knownUnits` are those that exist already.
 * @throws Failure roster-invalid naming every fault by its place.
 */
export function readRoster(json: string, knownUnits: ReadonlySet<string>): Roster {
  const problems: FieldProblem[] = [];
  const root = parse(json);
  const report = (path: string, message: string): void => {
    problems.push({ path, rule: 'roster', message });
  };
  const units = listOf(root['units'], 'units', report).map((fields, index) =>
    readUnit(fields, `units[${index}]`, report),
  );
  checkParents(units, knownUnits, report);
  const known = new Set([...knownUnits, ...units.map((unit) => unit.id)]);
  const accounts = listOf(root['accounts'], 'accounts', report).map((fields, index) =>
    readAccount(fields, `accounts[${index}]`, known, report),
  );
  checkTwice(
    units.map((unit) => unit.id),
    'units',
    report,
  );
  checkTwice(
    accounts.map((account) => account.username),
    'accounts',
    report,
  );
  if (problems.length > 0) {
    throw new Failure(
      'invalid',
      'roster-invalid',
      `名册有 ${problems.length} 处需要修改，没有写入任何内容。`,
      problems,
    );
  }
  return { units, accounts };
}

type Report = (path: string, message: string) => void;

function parse(json: string): Fields {
  try {
    const value: unknown = JSON.parse(json);
    if (isFields(value)) return value;
  } catch {
    // named below together with a value that is no object
  }
  throw new Failure('invalid', 'roster-invalid', '名册应为 JSON 对象，包含 units（单位）和 accounts（账号）两个列表。');
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function listOf(value: unknown, path: string, report: Report): Fields[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every(isFields)) return value;
  report(path, '应为列表，每项是一个对象');
  return [];
}

function textOf(fields: Fields, name: string, path: string, report: Report, optional = false): string {
  const value = fields[name];
  if (value === undefined && optional) return '';
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 100) return value.trim();
  if (value === '' && optional) return '';
  report(`${path}.${name}`, '应为 1–100 个字');
  return '';
}

function readUnit(fields: Fields, path: string, report: Report): UnitEntry {
  const id = textOf(fields, 'id', path, report);
  if (id && !idPattern.test(id)) report(`${path}.id`, '应以字母开头，只含字母、数字、_ 和 -');
  const parent = fields['parentId'];
  return {
    id,
    parentId: parent === undefined || parent === null ? null : textOf(fields, 'parentId', path, report),
    name: textOf(fields, 'name', path, report),
    level: textOf(fields, 'level', path, report),
    shortCode: textOf(fields, 'shortCode', path, report),
    phone: textOf(fields, 'phone', path, report, true),
    address: textOf(fields, 'address', path, report, true),
  };
}

/** Parents before children: so a ring cannot be written either. */
function checkParents(units: readonly UnitEntry[], known: ReadonlySet<string>, report: Report): void {
  const seen = new Set(known);
  units.forEach((unit, index) => {
    if (unit.parentId && (!seen.has(unit.parentId) || unit.parentId === unit.id)) {
      report(`units[${index}].parentId`, `没有单位“${unit.parentId}”；上级单位须排在下级之前`);
    }
    seen.add(unit.id);
  });
}

function readAccount(fields: Fields, path: string, units: ReadonlySet<string>, report: Report): AccountEntry {
  const username = textOf(fields, 'username', path, report);
  if (username && !usernamePattern.test(username)) {
    report(`${path}.username`, '应以字母开头，2–41 个字母、数字、_ . -');
  }
  const unit = textOf(fields, 'unit', path, report);
  if (unit && !units.has(unit)) report(`${path}.unit`, `没有单位“${unit}”`);
  return {
    username,
    displayName: textOf(fields, 'displayName', path, report),
    unit,
    roles: listOf(fields['roles'], `${path}.roles`, report).map((role, index) =>
      readRole(role, `${path}.roles[${index}]`, units, report),
    ),
    disabled: fields['disabled'] === true,
    newPassword: fields['newPassword'] === true,
  };
}

function readRole(
  fields: Fields,
  path: string,
  units: ReadonlySet<string>,
  report: Report,
): AccountEntry['roles'][number] {
  const role = textOf(fields, 'role', path, report);
  if (role && !roleCodes.has(role)) report(`${path}.role`, `没有岗位“${role}”`);
  if (fields['unit'] === undefined) return { role };
  const unit = textOf(fields, 'unit', path, report);
  if (unit && !units.has(unit)) report(`${path}.unit`, `没有单位“${unit}”`);
  return { role, unit };
}

function checkTwice(names: readonly string[], path: string, report: Report): void {
  names.forEach((name, index) => {
    if (name && names.indexOf(name) !== index) report(`${path}[${index}]`, `“${name}”写了两次`);
  });
}
