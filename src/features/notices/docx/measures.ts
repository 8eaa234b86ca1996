import type { IFontAttributesProperties } from 'docx';

/** Word measures in twips, a twentieth of a point, and drawings in EMU. */
export const twips = (points: number): number => Math.round(points * 20);
export const millimetres = (length: number): number => Math.round((length / 25.4) * 1440);
export const emu = (points: number): number => Math.round(points * 12_700);

/** GB/T 9704-2012, the same as `rendering/sheets/format-2-style.ts`: points unless said otherwise. */
export const measures = {
  /** 28.99, rounded down to Word's twentieths: 22 lines of 29 would be a hair too high. */
  line: 28.95,
  character: 15.79,
  /** Width of the type area. */
  width: (156 / 25.4) * 72,
  /** Width of the type area of a form. */
  formWidth: (166 / 25.4) * 72,
  tableLine: 20,
} as const;

const face = (name: string, latin = name): IFontAttributesProperties => ({
  ascii: latin,
  hAnsi: latin,
  eastAsia: name,
  cs: latin,
});

/** Faces by the names that offices have them under; a machine without one shows its own. Sizes in half points. */
export const faces = {
  fang: face('仿宋_GB2312'),
  hei: face('黑体'),
  kai: face('楷体_GB2312'),
  title: face('方正小标宋简体'),
  page: face('宋体'),
} as const;

export const red = 'D7000F';
