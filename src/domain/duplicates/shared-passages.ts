/** A piece of a text, and whether the other text says it too. */
export interface Passage {
  text: string;
  isShared: boolean;
}

/** Runs of fewer characters are alike by chance. */
const shortestRun = 3;

const isSignificant = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);

/**
 * Splits a text into what the other one says as well and what only this one says, wherever it stands there: a matter told
 * again is told in another order. Linear in both lengths, where a comparison by edits would take their product.
 */
export function sharedPassages(text: string, other: string): Passage[] {
  const characters = [...text];
  const places = characters.flatMap((character, index) => (isSignificant(character) ? [index] : []));
  const own = places.map((index) => characters[index]!.toLowerCase());
  const foreign = [...other].filter(isSignificant).map((character) => character.toLowerCase());
  const length = Math.max(1, Math.min(shortestRun, own.length));
  const runs = new Set(foreign.map((_, index) => foreign.slice(index, index + length).join('')));

  const marks = characters.map((character): boolean | undefined => (isSignificant(character) ? false : undefined));
  for (let start = 0; start + length <= own.length; start += 1) {
    if (!runs.has(own.slice(start, start + length).join(''))) continue;
    for (let at = start; at < start + length; at += 1) marks[places[at]!] = true;
  }
  return joined(characters, marks);
}

/** Punctuation goes with what stands before it. */
function joined(characters: readonly string[], marks: readonly (boolean | undefined)[]): Passage[] {
  const passages: Passage[] = [];
  let isShared = marks.find((mark) => mark !== undefined) ?? true;
  characters.forEach((character, index) => {
    isShared = marks[index] ?? isShared;
    const last = passages.at(-1);
    if (last?.isShared === isShared) last.text += character;
    else passages.push({ text: character, isShared });
  });
  return passages;
}
