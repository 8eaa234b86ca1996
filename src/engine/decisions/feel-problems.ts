/** Expressions of a file, checked when it is deployed. */
import type { ModdleElement } from '../../../lint/moddle.js';
import { nearestId } from '../../../lint/walk.js';
import { check } from '../feel/feel.js';
import type { Problem } from '../ports.js';
import { problem } from './problem.js';

/** @param place how the expression is named in the message, such as `第 3 条规则的输入“金额”` */
export function expressionProblems(element: ModdleElement, place: string, text: string): Problem[] {
  return problems(element, place, text, 'expression');
}

export function testsProblems(element: ModdleElement, place: string, text: string): Problem[] {
  return problems(element, place, text, 'unaryTests');
}

function problems(
  element: ModdleElement,
  place: string,
  text: string,
  dialect: 'expression' | 'unaryTests',
): Problem[] {
  return check(text, dialect).map(({ message }) => problem(nearestId(element), 'feel', `${place}：${message}`));
}
