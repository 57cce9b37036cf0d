import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadsheet } from '../../src/formats/spreadsheet.ts';

/** A reader of RFC 4180 for files whose texts are all quoted. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [found, quoted, bare] of text.matchAll(/"((?:[^"]|"")*)"|([^",\r\n]+)|\r\n/g)) {
    if (found === '\r\n') rows.push([]);
    else rows.at(-1)?.push(bare ?? (quoted ?? '').replaceAll('""', '"'));
  }
  return rows.slice(0, -1);
}

const anyCell = fc.oneof(fc.integer(), fc.string(), fc.constantFrom('a,b', 'say "hi"', 'two\r\nlines', ''));

test('every cell comes back, in its row, whatever stands in it', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyCell, { minLength: 1 })), (rows) => {
      const back = cellsOf(spreadsheet(rows));
      expect(back.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '')))).toEqual(
        rows.map((row) => row.map((cell) => String(cell).replace(/^'(?=[=+\-@\t\r])/, ''))),
      );
    }),
  );
});

test('no text is left that a spreadsheet would run, and numbers stay numbers', () => {
  const text = spreadsheet([['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', -1, 2.5]]);
  expect(text).toBe(`"'=1+1","'+1","'-1","'@SUM(A1)","'\t=1",-1,2.5\r\n`);
});
