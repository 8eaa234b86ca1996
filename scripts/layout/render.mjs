/**
 * Renders a .bpmn file to PNG with bpmn-js in headless Chromium, to be looked at.
 * Run: node scripts/layout/render.mjs <file.bpmn> <out.png> [x y width height]   (diagram coordinates of a part)
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';

const { resolve } = createRequire(import.meta.url);
const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

const [file, out, ...part] = process.argv.slice(2);
const xml = await readFile(file, 'utf8');
const [library, css, font] = await Promise.all([
  readFile(resolve('bpmn-js/dist/bpmn-viewer.production.min.js'), 'utf8'),
  readFile(resolve('bpmn-js/dist/assets/bpmn-js.css'), 'utf8'),
  readFile(resolve(FONT), 'base64'),
]);
const args = chromium.args.filter((arg) => !['--single-process', '--disable-web-security'].includes(arg));
const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args, headless: true });
try {
  const page = await browser.newPage();
  await page.setContent(
    `<style>${css} @font-face{font-family:"Noto Sans SC";src:url(data:font/ttf;base64,${font})} body{margin:0}</style><div id="canvas"></div>`,
  );
  await page.addScriptTag({ content: library });
  const svg = await page.evaluate(async (source) => {
    await document.fonts.load('12px "Noto Sans SC"', '信访');
    const style = { fontFamily: '"Noto Sans SC", sans-serif' };
    const viewer = new globalThis.BpmnJS({ container: '#canvas', textRenderer: { defaultStyle: style } });
    const { warnings } = await viewer.importXML(source);
    if (warnings.length > 0) throw new Error(warnings.map(String).join('\n'));
    return (await viewer.saveSVG()).svg;
  }, xml);
  const box = /viewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)"/.exec(svg).slice(1).map(Number);
  const [x, y, width, height] = part.length === 4 ? part.map(Number) : box;
  await page.setViewportSize({ width: Math.ceil(width), height: Math.ceil(height) });
  const cut = svg.replace(
    /<svg [^>]*>/,
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}">`,
  );
  await page.evaluate((markup) => (document.getElementById('canvas').outerHTML = markup), cut);
  await writeFile(out, await page.screenshot());
  console.log(`${out}: ${width} × ${height}, diagram ${box.join(' ')}`);
} finally {
  await browser.close();
}
