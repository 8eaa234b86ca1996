/**
 * What of a person's identity is shown without a reason being given (domain.md H12). Every mask keeps enough to recognise
 * the person one is talking to, and too little to find somebody one does not know.
 */

/** 张三 → 张*, 张小三 → 张*三, 欧阳修远 → 欧**远. */
export function maskName(name: string): string {
  const characters = [...name.trim()];
  if (characters.length <= 1) return '*';
  if (characters.length === 2) return `${characters[0]}*`;
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`;
}

/** The last four characters, the rest as asterisks; shorter texts show nothing. */
export function maskIdNumber(idNumber: string): string {
  const characters = [...idNumber];
  if (characters.length <= 4) return '*'.repeat(characters.length);
  return '*'.repeat(characters.length - 4) + characters.slice(-4).join('');
}

/** 13812345678 → 138****5678; a short landline number keeps its last two digits. */
export function maskPhone(phone: string): string {
  if (phone.length >= 11) return `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`;
  if (phone.length > 2) return '*'.repeat(phone.length - 2) + phone.slice(-2);
  return '*'.repeat(phone.length);
}

/** The longest leading part that ends in the name of a county, district, town, township or subdistrict. */
const administrativePart = /^.{0,30}?(?:县|区|市)(?:.{1,12}?(?:镇|乡|街道))?/u;

/** 中和县城关镇东关村3组12号 → 中和县城关镇****. */
export function maskAddress(address: string): string {
  const kept = administrativePart.exec(address)?.[0] ?? '';
  return kept.length < address.length ? `${kept}****` : kept;
}

/** How lists name the petitioner: the masked name, with the number of people where there are several. */
export const maskPetitioner = (name: string, headcount: number): string =>
  headcount > 1 ? `${maskName(name)}等${headcount}人` : maskName(name);
