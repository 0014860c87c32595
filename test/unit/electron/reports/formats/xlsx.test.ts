import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { textXml } from '../../../../../electron/reports/formats/xlsx';
import { columnName } from '../../../../../electron/reports/formats/workbook-frame';
import { REPORT_KINDS } from '../../../../../shared/reports/report';
import { someRecord } from '../../../../support/sample-keys';
import {
  bytesOf,
  documentOf,
  HOSTILE_RECORDS,
  sourceOfRecords,
} from '../../../../support/report-parts';

const source = sourceOfRecords(HOSTILE_RECORDS);
const filesOf = async (kind: (typeof REPORT_KINDS)[number]) => {
  const bytes = await bytesOf(await documentOf(source, { kind, format: 'xlsx' }));
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([path, file]) => [path, strFromU8(file)]),
  );
};

describe('an XLSX report', () => {
  it('has typed dates, a frozen header, filters, widths, and no formula', async () => {
    const sheet = (await filesOf('inventory'))['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toContain('state="frozen"');
    expect(sheet).toContain(`<autoFilter ref="A1:V${HOSTILE_RECORDS.length + 1}"/>`);
    expect(sheet).toMatch(/<col min="1" max="1" width="28"/);
    expect(sheet).not.toContain('<f>');
    // 2026-11-23T09:12:00Z as days since 1899-12-30, in a cell with a date style
    expect(sheet).toMatch(/<c r="G2" s="\d+"><v>46349\.38333333333<\/v><\/c>/);
    expect(sheet.match(/<row /g)).toHaveLength(HOSTILE_RECORDS.length + 1);
  });

  it.each(REPORT_KINDS)('of %s has an about sheet', async (kind) => {
    const files = await filesOf(kind);
    expect(files['xl/workbook.xml']).toContain('name="About"');
    expect(files['xl/sharedStrings.xml']).toContain('Acme GmbH &amp; Co.');
  });

  it('keeps every character of a text', async () => {
    const names = ['plain name', ' space at both ends ', 'two\nlines', 'a & b', '_x0041_', 'é客🤖'];
    const records = names.map((name, index) => someRecord(index + 1, { name }));
    const report = await documentOf(sourceOfRecords(records), {
      format: 'xlsx',
      columns: ['name'],
    });
    const sheet = strFromU8(
      unzipSync(await bytesOf(report))['xl/worksheets/sheet1.xml'] ?? new Uint8Array(),
    );
    const texts = [...sheet.matchAll(/<c r="A\d+" s="\d+" t="inlineStr"><is>(<t.*?)<\/t>/gs)];
    expect(texts.map(([, text]) => text)).toEqual([
      '<t>plain name',
      '<t xml:space="preserve"> space at both ends ',
      '<t xml:space="preserve">two\nlines',
      '<t xml:space="preserve">a &amp; b',
      '<t xml:space="preserve">_x005F_x0041_',
      '<t>é客🤖',
    ]);
  });

  it('writes texts so that XML and spreadsheets read them back unchanged', () => {
    expect(textXml('a<b>&c')).toBe('a&lt;b&gt;&amp;c');
    expect(textXml('x\u0000\u000by\ud800z')).toBe('xyz');
    expect(textXml('_x0041_')).toBe('_x005F_x0041_');
    expect(textXml('y'.repeat(40_000))).toHaveLength(32_767);
  });

  it('names columns like a spreadsheet', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });
});
