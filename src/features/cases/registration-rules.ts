import { residentIdType } from '../../domain/codes/case-codes.js';
import { dayAt, yearOf } from '../../domain/calendar/days.js';
import { isPhoneNumber, isResidentId } from '../../domain/identity-documents/resident-id.js';
import type { FieldProblem } from '../../platform/failure.js';
import type { RegisterCaseBody } from './cases.dto.js';

/** Clocks of two machines may differ by this much before "in the future" is a mistake. */
const skewMillis = 5 * 60_000;

/**
 * Rules between fields. None of them refuses a petition for what it is about or for how many bring it: they only find what
 * was mistyped (domain.md H1, L4).
 */
export function registrationProblems(body: RegisterCaseBody, now: Date): FieldProblem[] {
  return [
    ...textProblems(body),
    ...personProblems(body, now),
    ...headcountProblems(body),
    ...receiptProblems(body, now),
  ];
}

function textProblems(body: RegisterCaseBody): FieldProblem[] {
  const required: [string, string, string][] = [
    ['petitioner.name', '姓名', body.petitioner.name],
    ['title', '事项标题', body.title],
    ['summary', '反映的主要情况', body.summary],
    ...body.demands.map((demand, index): [string, string, string] => [
      `demands[${index}].text`,
      `诉求${index + 1}`,
      demand.text,
    ]),
  ];
  return required
    .filter(([, , text]) => text.trim() === '')
    .map(([path, label]) => ({ path, rule: 'not-blank', message: `请填写「${label}」` }));
}

function personProblems({ petitioner }: RegisterCaseBody, now: Date): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const idNumber = petitioner.idNumber?.trim().toUpperCase();
  if (idNumber && !petitioner.idType) {
    problems.push({
      path: 'petitioner.idType',
      rule: 'id-type-missing',
      message: '填写了证件号码，请选择「证件类型」',
    });
  }
  if (idNumber && petitioner.idType === residentIdType && !isResidentId(idNumber)) {
    problems.push({
      path: 'petitioner.idNumber',
      rule: 'id-number',
      message: '「证件号码」与居民身份证的编码规则不符，请核对',
    });
  }
  const phone = petitioner.phone?.trim();
  if (phone && !isPhoneNumber(phone)) {
    problems.push({ path: 'petitioner.phone', rule: 'phone', message: '「联系电话」应为手机号码或带区号的固定电话' });
  }
  if (petitioner.birthYear !== undefined && petitioner.birthYear > yearOf(dayAt(now))) {
    problems.push({ path: 'petitioner.birthYear', rule: 'birth-year', message: '「出生年份」不能晚于今年' });
  }
  return problems;
}

function headcountProblems(body: RegisterCaseBody): FieldProblem[] {
  const named = 1 + (body.companions?.length ?? 0);
  if (body.headcount >= named) return [];
  return [{ path: 'headcount', rule: 'headcount', message: `「人数」少于已登记姓名的 ${named} 人` }];
}

function receiptProblems(body: RegisterCaseBody, now: Date): FieldProblem[] {
  if (!body.receivedAt) return [];
  const received = Date.parse(body.receivedAt);
  if (Number.isNaN(received) || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$/.test(body.receivedAt)) {
    return [{ path: 'receivedAt', rule: 'instant', message: '「收到时间」应为带时区的日期时间' }];
  }
  if (received > now.getTime() + skewMillis) {
    return [{ path: 'receivedAt', rule: 'future', message: '「收到时间」不能晚于现在' }];
  }
  return [];
}
