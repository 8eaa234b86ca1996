import type { Layout } from '../notice-template.js';

/**
 * GB/T 9704-2012: A4; margins 37/26/35/28 mm, so a type area of 156 × 225 mm; 22 lines of 28 characters of 16 pt (3号): line
 * 28.99 pt, character pitch 15.79 pt, which is a letter spacing of −0.21 pt. Titles are 22 pt (2号) on the same lines. Page
 * number 14 pt, 7 mm under the type area, outside. An office's own faces come first (`NOTICE_FONTS`); otherwise Noto Serif
 * SC and Noto Sans SC.
 *
 * 版记 stands at the foot of the last page: the body is as high as whole pages (`--first`: what the first page has more), less
 * a hair that keeps it from a page of its own. A flex column with an automatic margin was tried: what a page leaves free at its
 * end moves it on, by up to a page.
 *
 * Format 2 is fixed: an issued notice must render to the same bytes for ever, and a specification holds its SHA-256. A
 * change of look is a new format beside it.
 */
export const sheetStyle = `
@page{size:A4;margin:37mm 26mm 35mm 28mm}
@page :right{@bottom-right{content:"— " counter(page) " —";font:14pt "宋体","SimSun","Noto Serif SC",serif;vertical-align:top;padding:7mm 14pt 0 0}}
@page :left{@bottom-left{content:"— " counter(page) " —";font:14pt "宋体","SimSun","Noto Serif SC",serif;vertical-align:top;padding:7mm 0 0 14pt}}
html{--song:"方正小标宋简体","FZXiaoBiaoSong-B05S","Noto Serif SC",serif;--fang:"仿宋_GB2312","FangSong_GB2312","仿宋","FangSong","STFangsong","Noto Serif SC",serif;--hei:"黑体","SimHei","STHeiti","Noto Sans SC",sans-serif;--kai:"楷体_GB2312","KaiTi_GB2312","楷体","KaiTi","STKaiti","Noto Serif SC",serif;--red:#d7000f}
body{margin:0;color:#000;font:16pt/28.99pt var(--fang);letter-spacing:-.21pt;text-align:justify;font-synthesis:none;line-break:strict;overflow-wrap:anywhere;text-spacing-trim:space-all;text-autospace:no-autospace;widows:1;orphans:1;-webkit-print-color-adjust:exact;print-color-adjust:exact}
p,h1,h2,h3,ol,ul,dl,dd{margin:0;padding:0;font-size:inherit;font-weight:400}
p{text-indent:31.58pt}
h1{font:700 22pt/28.99pt var(--song);letter-spacing:0;text-align:center;text-wrap:balance;break-after:avoid}
h2{font-family:var(--hei);text-indent:31.58pt;break-after:avoid}
h3{font-family:var(--kai);font-weight:700;text-indent:31.58pt;break-after:avoid}
strong{font-weight:700}em{font-style:normal;font-family:var(--kai)}
.number{text-indent:0;break-after:avoid}
.to{text-indent:0;break-after:avoid}
.flush{text-indent:0}
.title{font:700 22pt/28.99pt var(--song);letter-spacing:0;text-align:center;text-indent:0;text-wrap:balance;margin:28.99pt 0;break-after:avoid}
.enclosure{margin-top:28.99pt;break-before:avoid}
.enclosure+.enclosure{margin-top:0;text-indent:78.95pt}
.copy{text-indent:15.79pt;margin-top:28.99pt;break-before:avoid}
.sign{text-indent:0;text-align:right}
.roll{text-indent:-47.37pt;padding-left:78.95pt}
.roll.gap{margin-top:28.99pt}
.roll .label{font-family:var(--hei)}
.signature{display:flex;justify-content:flex-end;break-inside:avoid;break-before:avoid;text-align:center}
.signature>div{position:relative;display:grid;justify-items:center;padding:57.98pt 0 18pt}
.signature .on{padding:0 63.16pt}
.signature.plain>div{padding:28.99pt 0 0}
.signature.plain .on{padding:0 31.58pt}
.seal{position:absolute;left:50%;top:14.5pt;width:42mm;height:42mm;margin-left:-21mm;box-sizing:border-box;border:.3mm dashed #c00;border-radius:50%;color:#c00;font:10.5pt/1 var(--fang);letter-spacing:0;padding-top:6.5mm;text-align:center}
table{width:calc(100% - .3mm);margin:.15mm;border-collapse:separate;border-spacing:0;table-layout:fixed;font-size:14pt;line-height:20pt;letter-spacing:0}
th,td{border:0;outline:.25mm solid #000;outline-offset:-.125mm;box-decoration-break:clone;padding:3pt 5pt;font-weight:400;vertical-align:middle;text-align:left}
th{text-align:center;padding:3pt 1pt;font-family:var(--hei)}
tr{break-inside:avoid}
td p,th p{text-indent:0}
td.text p{text-indent:28pt}
td p.sign{text-indent:0;text-align:right}
tr.long{break-inside:auto}
table.parties{margin-top:28.99pt;font-size:16pt;line-height:28.99pt;break-inside:avoid}
table.parties td{outline:0;padding:0;vertical-align:top}
.foot{break-inside:avoid;margin-top:6pt;text-indent:0;font-size:12pt;line-height:18pt;letter-spacing:0}
.mark{color:var(--red);font-weight:700;font-family:var(--song);text-align:center;white-space:nowrap}
.imprint{break-inside:avoid;border-top:.35mm solid #000;border-bottom:.35mm solid #000;font-size:14pt;line-height:24pt;letter-spacing:0}
.imprint p{text-indent:0;padding:0 14pt}
.imprint .line{padding-left:56pt;text-indent:-42pt}
.imprint .line+.print{border-top:.25mm solid #000}
.imprint .print{display:flex;justify-content:space-between}
@media print{.sheet-A,.sheet-B,.sheet-E{position:relative;height:calc-size(auto,round(up,size + .2mm - var(--first,0mm),225mm) - .2mm + var(--first,0mm))}.imprint{position:absolute;left:0;right:0;bottom:0}.imprint.space{position:static;visibility:hidden;margin-top:28.99pt}}
@media screen{html{background:#e9ebee}body{box-sizing:border-box;position:relative;width:210mm;min-height:297mm;margin:6mm auto;padding:37mm 26mm 35mm 28mm;background:#fff;box-shadow:0 0 2mm rgba(0,0,0,.25)}.sheet-A,.sheet-B,.sheet-E{display:flex;flex-direction:column}.imprint{margin-top:auto}.imprint.space{display:none}}
@media screen and (max-width:210mm){body{margin:0}}`.trim();

/**
 * 发文机关标志 35 mm below the top of the type area, number two lines below, red line 4 mm under it, title two lines below. A
 * character begins 1/16 of its size under the top of its line, and 2.2 mm of the 4 are the number's own line.
 */
const fileHead = `
.mark{padding-top:calc(35mm - .0625em);font-size:min(44pt,calc(440pt/var(--characters)));line-height:1;letter-spacing:0}
.number{margin-top:57.98pt;text-align:center}
.rule{margin-top:1.8mm;height:.7mm;background:var(--red);break-after:avoid}
h1{margin-top:57.98pt}`.trim();

export const layoutStyles: Record<Layout, string> = {
  A: `${fileHead}
.to{margin-top:28.99pt}`,
  /**
   * Page one of a letter: the mark 30 mm from the top edge, no page number, the second red line 20 mm from the foot. The
   * first line is wider than the type area, where Chromium clips, so it is a margin box too: 16.24 mm are the mark's line
   * (34 pt), of which its characters leave 0.75 mm free at the top, and the 4 mm under it.
   */
  B: `
html{--first:7.75mm}
@page :first{margin-top:29.25mm;@bottom-right{content:none}@bottom-center{content:"";width:170mm;height:1.9mm;box-sizing:border-box;margin:13.1mm 1mm 20mm -1mm;border-top:.35mm solid #d7000f;border-bottom:1.05mm solid #d7000f}@left-top{content:"";width:170mm;height:1.9mm;box-sizing:border-box;margin:16.24mm -162mm 0 20mm;border-top:1.05mm solid #d7000f;border-bottom:.35mm solid #d7000f}}
.mark{line-height:34pt;font-size:min(34pt,calc(430pt/var(--characters) - 2pt));letter-spacing:2pt}
.rule{margin-top:4.1mm;height:1.9mm}
.number{text-align:right;margin:14pt 0 57.98pt}
h1{margin-bottom:28.99pt}
@media screen{.sheet-B{padding-top:29.25mm}.rule{position:relative}.rule::before{content:"";position:absolute;inset:0 -6mm 0 -8mm;border-top:1.05mm solid #d7000f;border-bottom:.35mm solid #d7000f;box-sizing:border-box}.sheet-B::after{content:"";position:absolute;left:20mm;right:20mm;bottom:20mm;height:1.9mm;box-sizing:border-box;border-top:.35mm solid #d7000f;border-bottom:1.05mm solid #d7000f}}`.trim(),
  C: `.number{text-align:center;margin-bottom:28.99pt}`,
  /** Internal forms: a table wants the whole sheet. */
  D: `
@page{margin:20mm 22mm 24mm}
body{text-align:left}
h1{margin-bottom:10pt}
.number{display:flex;justify-content:space-between;margin:0 0 4pt;font-size:14pt;line-height:22pt;letter-spacing:0}
@media screen{body{padding:20mm 22mm 24mm}}`.trim(),
  /** 纪要 and 简报: the mark as a file's; organ and day over the red line, one character in. */
  E: `${fileHead}
.number{margin-top:28.99pt}
.issue{display:flex;justify-content:space-between;text-indent:0;padding:0 15.79pt;margin-top:28.99pt;break-after:avoid}
.rule+p,.rule+h2{margin-top:28.99pt}
.sign{padding-right:31.58pt;margin-top:28.99pt}
h1{margin-top:28.99pt;margin-bottom:28.99pt}`,
};
