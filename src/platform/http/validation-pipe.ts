import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { Failure, type FieldProblem } from '../failure.js';

/** Checks every request body and query against its class: unknown fields are refused, each fault is named by its path. */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalidRequest(flatten(errors, '')),
  });

/** @throws nothing: gives the failure to throw. */
export function invalidRequest(problems: FieldProblem[]): Failure {
  const [first] = problems;
  const detail = problems.length === 1 ? `${first!.message}。` : `填写的内容有 ${problems.length} 处需要修改。`;
  return new Failure('invalid', 'request-invalid', detail, problems);
}

function flatten(errors: readonly ValidationError[], prefix: string): FieldProblem[] {
  return errors.flatMap((error) => {
    const path = pathOf(prefix, error.property);
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      path,
      rule: kebab(rule),
      message: sentence(rule, message, error.property),
    }));
    return [...own, ...flatten(error.children ?? [], path)];
  });
}

const pathOf = (prefix: string, property: string): string => {
  if (/^\d+$/.test(property)) return `${prefix}[${property}]`;
  return prefix ? `${prefix}.${property}` : property;
};

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Our own decorators carry Chinese messages; those of the library itself are replaced. */
function sentence(rule: string, message: string, property: string): string {
  if (rule === 'whitelistValidation') return `不认识的字段「${property}」`;
  return /\p{Script=Han}/u.test(message) ? message : `「${property}」的内容不对`;
}
