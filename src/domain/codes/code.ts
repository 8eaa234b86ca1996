/** One entry of a code list. Where the work itself uses the name as the code, both are the same text. */
export interface Code {
  code: string;
  name: string;
}

export const named = (...names: string[]): readonly Code[] => names.map((name) => ({ code: name, name }));

export const codesOf = (list: readonly Code[]): string[] => list.map((entry) => entry.code);

/** The name of a code; the code itself where the list no longer has it. */
export const nameOf = (list: readonly Code[], code: string): string =>
  list.find((entry) => entry.code === code)?.name ?? code;
