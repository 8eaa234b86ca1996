/** FEEL numbers are decimals (DMN 1.3, 10.3.2.3.1): 0.1 and 0.2 make 0.3, which doubles do not. */
export function decimalSum(values: readonly number[]): number {
  const texts = values.map(String);
  if (texts.some((text) => text.includes('e'))) return values.reduce((sum, value) => sum + value, 0);
  const digits = Math.max(0, ...texts.map((text) => (text.split('.')[1] ?? '').length));
  const scaled = texts.map((text) => {
    const [whole, fraction = ''] = text.split('.');
    return BigInt(`${whole}${fraction.padEnd(digits, '0')}`);
  });
  const sum = scaled.reduce((total, value) => total + value, 0n);
  return Number(`${sum}e-${digits}`);
}
