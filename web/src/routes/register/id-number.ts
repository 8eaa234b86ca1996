/** The resident identity number (GB 11643): checksum, year of birth, sex. Used to warn and to spare typing, never to refuse. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

export function isIdentityNumber(text: string): boolean {
  const number = text.toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return CHECK_CHARACTERS[sum % 11] === number[17];
}

/** What a valid number says about its holder. */
export function readIdentityNumber(text: string): { birthYear: number; sex: '男' | '女' } | null {
  if (!isIdentityNumber(text)) return null;
  return { birthYear: Number(text.slice(6, 10)), sex: Number(text[16]) % 2 === 1 ? '男' : '女' };
}
