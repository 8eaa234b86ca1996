import Handlebars from 'handlebars';

/** Text as it is written in HTML, escaped as the templates escape theirs. */
export function escapeText(text: string): string {
  return Handlebars.escapeExpression(text);
}
