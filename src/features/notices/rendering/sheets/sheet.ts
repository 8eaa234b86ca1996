import type { NoticeTemplate } from '../notice-template.js';
import { sheetOfFormat1 } from './format-1.js';
import { sheetOfFormat2 } from './format-2.js';

/**
 * The official sheet around a template's body: heading, number, title, signature. A template writes only what it says:
 *
 * - `<p class="to">` 主送 or salutation, flush left · `<p>` text, indented two characters · `<p class="flush">` not indented
 * - `<h2>` 一、 (黑体) · `<h3>` （一） (楷体) · `<em>` 楷体 · `<strong>` bold
 * - `<p class="roll">` a line of a conference's roll: `<span class="label">出席：</span>` and names, hanging under the first
 * - `<table>` bordered, full width; `<th>` in 黑体; `<td class="text">` paragraphs indented; `<tr class="long">` may break
 * - `<p class="sign">` in a cell or under a text: who signs, and when
 * - `<table class="parties">` without lines: places for several persons to sign
 * - `<p class="enclosure">` 附件说明, one line below the text and never apart from it
 * - `<p class="foot">` small print under a table
 *
 * The result is Handlebars text; it holds no value of a notice. A notice names the format of its sheet and keeps it for ever.
 */
export function sheetOf(template: NoticeTemplate): string {
  return template.format === 1 ? sheetOfFormat1(template) : sheetOfFormat2(template);
}
