/** Letters, digits and Chinese characters only: punctuation and spaces say nothing about a matter. */
const significant = (text: string): string[] =>
  [...text.toLowerCase()].filter((character) => /[\p{L}\p{N}]/u.test(character));

function bigrams(text: string): Map<string, number> {
  const characters = significant(text);
  const counts = new Map<string, number>();
  for (let index = 0; index + 1 < characters.length; index += 1) {
    const pair = `${characters[index]}${characters[index + 1]}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

const size = (counts: Map<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

/**
 * Likeness of two texts from 0 to 1: the Sørensen–Dice coefficient over pairs of neighbouring characters, which needs no
 * word segmentation. Texts of fewer than two characters are alike to nothing.
 */
export function textLikeness(left: string, right: string): number {
  const a = bigrams(left);
  const b = bigrams(right);
  const total = size(a) + size(b);
  if (total === 0) return 0;
  let shared = 0;
  for (const [pair, count] of a) shared += Math.min(count, b.get(pair) ?? 0);
  return (2 * shared) / total;
}
