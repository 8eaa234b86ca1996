/**
 * What no notice may ask of a petitioner (domain.md H15): help, payment or an answer in exchange for not petitioning. A closed
 * list of the phrases that have stood in such papers; it is looked for in the text as a reader sees it, with the markup,
 * the expressions and all space between the characters gone.
 */
export const forbiddenPhrases = [
  '不再上访',
  '不再信访',
  '不再走访',
  '不再反映',
  '不再投诉',
  '不得上访',
  '不得再上访',
  '不得再信访',
  '不上访',
  '不信访',
  '息诉',
  '息访',
  '罢访',
  '停访',
  '停止上访',
  '停止信访',
  '放弃上访',
  '放弃信访',
  '放弃诉求',
  '终止上访',
  '终止信访',
  '撤访',
] as const;

/** The phrases found, each with the place of its first character. */
export function forbiddenIn(text: string): { at: number; phrase: string }[] {
  const shown = readable(text);
  return forbiddenPhrases.flatMap((phrase) => {
    const start = shown.characters.indexOf(phrase);
    return start < 0 ? [] : [{ at: shown.places[start]!, phrase }];
  });
}

/** A space, a tag or an expression between two characters does not make another phrase of it; a full stop does. */
function readable(text: string): { characters: string; places: number[] } {
  const places: number[] = [];
  let characters = '';
  const gap = /\{\{!--[^]*?--\}\}|\{\{[^]*?\}\}|<[^>]*>|&#?\w+;/g;
  const skipped = text.replace(gap, (match) => '\0'.repeat(match.length));
  for (let at = 0; at < skipped.length; at++) {
    const character = skipped.charAt(at);
    if (/[\s\0]/.test(character)) continue;
    characters += character;
    places.push(at);
  }
  return { characters, places };
}
