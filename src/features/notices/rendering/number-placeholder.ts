import { escapeText } from './escape-text.js';

/**
 * Stands in a rendered document where its number will be: a noncharacter-like private-use code point of the last plane,
 * which no input method produces (rare surnames do occur in the private-use area of the first plane). Data that contains
 * it is refused.
 */
export const NUMBER_PLACEHOLDER = '\u{10FFFD}';

/**
 * The document with its number. Templates never see the number, only its place; so this gives exactly the bytes that
 * rendering with the number gives.
 */
export function fillNumber(html: string, number: string): string {
  return html.replaceAll(NUMBER_PLACEHOLDER, () => escapeText(number));
}
