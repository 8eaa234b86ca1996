import { csvCell, toCsv } from '../../web/src/routes/audit/csv.js';

describe('a cell of an exported table', () => {
  it.each(['=1+1', '+86 371', '-1', '@SUM(A1)', '\tx', '＝1', '＋1', '－1', '＠x'])(
    'stays text when it looks like a formula: %j',
    (text) => {
      expect(csvCell(text).replace(/^"/, '').startsWith("'")).toBe(true);
    },
  );

  it('begins with an apostrophe and is quoted when it begins with a line end', () => {
    expect(csvCell('\r=1')).toBe('"\'\r=1"');
  });

  it('is left alone when it is ordinary text, also with a dash inside', () => {
    expect(csvCell('拖欠工资-三名')).toBe('拖欠工资-三名');
    expect(csvCell('')).toBe('');
  });

  it('is quoted when it holds a comma, a quote or a line end', () => {
    expect(csvCell('甲,乙')).toBe('"甲,乙"');
    expect(csvCell('说"不"')).toBe('"说""不"""');
    expect(csvCell('一\n二')).toBe('"一\n二"');
  });
});

test('a table begins with a byte order mark and ends its lines with CRLF', () => {
  expect(toCsv(['案号', '事项'], [['1', '甲,乙']])).toBe('\uFEFF案号,事项\r\n1,"甲,乙"\r\n');
});
