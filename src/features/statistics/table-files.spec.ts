import { strFromU8, unzipSync } from 'fflate';
import { csvOf, xlsxOf } from './table-files.js';

const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠x'];

describe('tables as files', () => {
  it('keep text that looks like a formula text, and numbers numbers', () => {
    const csv = csvOf({ name: 'x', rows: [hostile, [-1, 0.5]] });
    const [first, second] = [csv.slice(1, csv.lastIndexOf('-1,0.5')), csv.slice(csv.lastIndexOf('-1,0.5'))];
    expect(first.match(/'/g)).toHaveLength(hostile.length);
    expect(second).toBe('-1,0.5\r\n');
  });

  it('quote what would break a line', () => {
    expect(csvOf({ name: 'x', rows: [['甲,乙', '说"好"', '两\n行']] })).toBe('\uFEFF"甲,乙","说""好""","两\n行"\r\n');
  });

  it('write workbooks without a formula, whatever the text', async () => {
    const parts = unzipSync(
      new Uint8Array(await xlsxOf([{ name: '表', rows: [['名称', '数'], ...hostile.map((text) => [text, 1])] }])),
    );
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    expect(sheet).not.toMatch(/<f[ >]/);
    expect(sheet.match(/<v>1<\/v>/g)!.length).toBeGreaterThanOrEqual(hostile.length);
    expect(strFromU8(parts['xl/sharedStrings.xml']!).replace(/&#39;|&apos;/g, "'")).toContain("'=1+1");
  });
});
