import { crc32, deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { MAX_ROWS } from '../../../../../shared/transfer/import-limits';
import { endOf, keysIn, plainFile, refusalOf } from '../read-keys';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

interface Parts {
  sheets: { name: string; xml: string; state?: string }[];
  strings?: string;
  styles?: string;
  workbookPr?: string;
  workbook?: string;
}

/** The files of a workbook in Excel's layout. */
function filesOf({ sheets, strings, styles, workbookPr = '', workbook }: Parts) {
  const entries = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${state ? ` state="${state}"` : ''}/>`,
  );
  const targets = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const files: Record<string, string> = {
    '_rels/.rels': `<Relationships><Relationship Id="a" Type="${RELATIONS}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml':
      workbook ??
      `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${workbookPr}<sheets>${entries.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${targets.join('')}</Relationships>`,
    ...Object.fromEntries(
      sheets.map(({ xml }, index) => [`xl/worksheets/sheet${index + 1}.xml`, xml]),
    ),
  };
  if (strings !== undefined) files['xl/sharedStrings.xml'] = strings;
  if (styles !== undefined) files['xl/styles.xml'] = styles;
  return files;
}

const zipped = (files: Record<string, string>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]))),
  );
const workbookOf = (parts: Parts): Buffer => zipped(filesOf(parts));
const sheetOf = (rows: string): string =>
  `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;
const text = (place: string, value: string): string =>
  `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
const one = (rows: string, parts: Partial<Parts> = {}): Buffer =>
  workbookOf({ sheets: [{ name: 'Keys', xml: sheetOf(rows) }], ...parts });

const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="[Red]#,##0.00\\ &quot;days&quot;"/><numFmt numFmtId="166" formatCode="yyyy-mm-dd hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`;

describe('a workbook', () => {
  it('of Excel is read: shared strings, booleans, numbers, dates, omitted rows and columns', async () => {
    const strings = `<sst xmlns="${MAIN}"><si><t>Name</t></si><si><r><t>Exp</t></r><r><t>ires</t></r><rPh sb="0" eb="1"><t>イー</t></rPh></si><si><t>Zoho &amp; _x0041_</t></si></sst>`;
    const rows =
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>' +
      `${text('C2', 'Enabled')}${text('D2', 'Note')}${text('F2', 'Scopes')}</row>` +
      '<row r="5"><c r="A5" t="s"><v>2</v></c><c r="B5" s="1"><v>46752</v></c>' +
      `<c r="C5" t="b"><v>0</v></c><c r="D5" s="3"><v>1.5</v></c>${text('F5', 'tags:read')}</row>` +
      '<row r="6"><c r="A6"><v>12345678901234567</v></c><c r="B6" s="2"><v>46753</v></c></row>' +
      '<row r="7"><c r="A7" t="str"><f>A5</f><v>B</v></c><c r="B7" t="d"><v>2027-12-31</v></c></row>';
    const keys = await keysIn(one(rows, { strings, styles: STYLES }));
    expect(keys.map(({ line, fields, enabled }) => ({ line, ...fields, enabled }))).toMatchObject([
      {
        line: 5,
        name: 'Zoho & A',
        expiresAt: endOf(2027, 12, 31),
        enabled: false,
        note: '1.5',
        scopes: ['tags:read'],
      },
      { line: 6, name: '12345678901234567', expiresAt: endOf(2028, 1, 1), enabled: true },
      { line: 7, name: 'B', expiresAt: endOf(2027, 12, 31) },
    ]);
  });

  it('has dates of old Macs, and dates with a time', async () => {
    const head = `<row r="1">${text('A1', 'Name')}${text('B1', 'Expires')}</row>`;
    const dated = (serial: string, style: number) =>
      `${head}<row r="2">${text('A2', 'A')}<c r="B2" s="${style}"><v>${serial}</v></c></row>`;
    const workbookPr = '<workbookPr date1904="1"/>';
    const mac = one(dated('45290', 1), { styles: STYLES, workbookPr });
    expect((await keysIn(mac))[0]?.fields.expiresAt).toBe(endOf(2027, 12, 31));
    const timed = one(dated('46752.5', 4), { styles: STYLES });
    expect((await keysIn(timed))[0]?.fields.expiresAt).toBe(
      new Date(2027, 11, 31, 12).toISOString(),
    );
  });

  it('may use a namespace prefix, and omit cell references', async () => {
    const xml = `<x:worksheet xmlns:x="${MAIN}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>Name</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>Scopes</x:t></x:is></x:c></x:row><x:row><x:c t="inlineStr"><x:is><x:t>A</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>tags:read</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`;
    const keys = await keysIn(workbookOf({ sheets: [{ name: 'x', xml }] }));
    expect(keys.map(({ line, fields }) => [line, fields.name, fields.scopes])).toEqual([
      [2, 'A', ['tags:read']],
    ]);
  });

  it('is read from the chosen sheet, or the first one with API keys', async () => {
    const row = (number: number, a: string, b: string) =>
      `<row r="${number}">${text(`A${number}`, a)}${text(`B${number}`, b)}</row>`;
    const bytes = workbookOf({
      sheets: [
        { name: 'Cover', xml: sheetOf(row(1, 'Acme', 'x') + row(2, 'Year', '2026')) },
        {
          name: 'Old',
          xml: sheetOf(row(1, 'Name', 'Scopes') + row(2, 'Gone', 'x')),
          state: 'hidden',
        },
        { name: 'Empty', xml: sheetOf('') },
        { name: 'Keys', xml: sheetOf(row(1, 'Name', 'Scopes') + row(2, 'A', 'tags:read')) },
      ],
    });
    const found = await plainFile(bytes);
    expect(found.sheets).toEqual(['Cover', 'Old', 'Empty', 'Keys']);
    expect(found.reading).toMatchObject({ sheet: 3, headLine: 1, encoding: null });
    const old = await plainFile(bytes, { sheet: 1 });
    expect(old.table.rows.map(({ cells }) => cells)).toEqual([['Gone', 'x']]);
  });
});

describe('a hostile workbook', () => {
  const HEAD = `<row r="1">${text('A1', 'Name')}</row>`;
  /** A zip file with a part whose declared size is wrong. */
  function lyingZip(files: Record<string, string>, liar: string, size: number): Buffer {
    const locals: Buffer[] = [];
    const central: Buffer[] = [];
    let offset = 0;
    for (const [path, content] of Object.entries(files)) {
      const name = Buffer.from(path);
      const raw = Buffer.from(content);
      const packed = deflateRawSync(raw);
      const head = Buffer.alloc(30);
      head.writeUInt32LE(0x04034b50, 0);
      head.writeUInt16LE(20, 4);
      head.writeUInt16LE(8, 8);
      head.writeUInt32LE(crc32(raw), 14);
      head.writeUInt32LE(packed.length, 18);
      head.writeUInt32LE(path === liar ? size : raw.length, 22);
      head.writeUInt16LE(name.length, 26);
      const entry = Buffer.alloc(46);
      entry.writeUInt32LE(0x02014b50, 0);
      entry.writeUInt16LE(20, 4);
      entry.writeUInt16LE(20, 6);
      head.copy(entry, 10, 8, 30);
      entry.writeUInt32LE(offset, 42);
      locals.push(head, name, packed);
      central.push(entry, name);
      offset += head.length + name.length + packed.length;
    }
    const directory = Buffer.concat(central);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(Object.keys(files).length, 8);
    end.writeUInt16LE(Object.keys(files).length, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(offset, 16);
    return Buffer.concat([...locals, directory, end]);
  }
  const filesWith = (xml: string) => filesOf({ sheets: [{ name: 'x', xml }] });
  const SHEET = 'xl/worksheets/sheet1.xml';

  it('that declares too large a size is refused before it is inflated', async () => {
    const files = filesWith(sheetOf(HEAD));
    expect(await refusalOf(lyingZip(files, SHEET, 2 ** 31))).toMatchObject({
      problem: 'too-large',
    });
  });

  it('that inflates to more than it declares is refused', async () => {
    const bomb = filesWith(sheetOf(HEAD + '<row/>'.repeat(2_000_000)));
    expect(await refusalOf(lyingZip(bomb, SHEET, 1_000))).toMatchObject({
      problem: 'bad-workbook',
    });
  });

  it.each([
    ['entities', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'],
    ['an outside entity', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'],
    [
      'an entity that nobody defines',
      `<worksheet><sheetData><row><c><v>&x;</v></c></row></sheetData></worksheet>`,
    ],
    ['no end', `<worksheet><sheetData>${HEAD}`],
    ['no XML', 'name,scopes\nA,tags:read\n'],
    ['a place that is none', sheetOf('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>')],
    ['a row that is none', sheetOf('<row r="-5"><c r="A1"><v>1</v></c></row>')],
    ['a row past the last', sheetOf('<row r="99999999"><c r="A1"><v>1</v></c></row>')],
  ])('with %s is refused', async (_what, xml) => {
    expect(await refusalOf(zipped(filesWith(xml)))).toEqual({
      problem: 'bad-workbook',
      line: null,
    });
  });

  it('that is nested deeply is refused', async () => {
    const xml = `<worksheet>${'<a>'.repeat(100_000)}`;
    expect(await refusalOf(zipped(filesWith(xml)))).toMatchObject({ problem: 'too-deep' });
  });

  it('with too many rows or columns, or a long value, is refused with the row', async () => {
    const rows = Array.from(
      { length: MAX_ROWS + 2 },
      (_, at) => `<row r="${at + 1}">${text(`A${at + 1}`, 'Name')}</row>`,
    );
    expect(await refusalOf(one(rows.join('')))).toEqual({
      problem: 'too-many-rows',
      line: MAX_ROWS + 2,
    });
    const wide = `${HEAD}<row r="3">${text('ZZ3', 'x')}</row>`;
    expect(await refusalOf(one(wide))).toEqual({ problem: 'too-many-columns', line: 3 });
    const long = `${HEAD}<row r="7">${text('A7', 'x'.repeat(10_001))}</row>`;
    expect(await refusalOf(one(long))).toEqual({ problem: 'too-long', line: 7 });
  });

  it('never has a formula calculated nor a link followed', async () => {
    const rows = `${HEAD}<row r="2"><c r="A2" t="str"><f>WEBSERVICE("http://x")</f><v>=1+1</v></c></row>`;
    expect((await keysIn(one(rows)))[0]?.fields.name).toBe('=1+1');
  });

  it.each([
    [
      'another kind of document',
      zipped({ mimetype: 'application/vnd.oasis', 'content.xml': '<a/>' }),
      'other-workbook',
    ],
    [
      'a text document',
      zipped({
        '_rels/.rels': `<Relationships><Relationship Id="a" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>`,
        'word/document.xml': '<a/>',
      }),
      'other-workbook',
    ],
    [
      'an old workbook, or one with a password',
      Buffer.from('d0cf11e0a1b11ae1' + '00'.repeat(600), 'hex'),
      'other-workbook',
    ],
    ['half a workbook', one(HEAD).subarray(0, 200), 'bad-workbook'],
    ['nothing but its first bytes', Buffer.from('PK\u0003\u0004'), 'bad-workbook'],
    [
      'one without its sheet',
      zipped(Object.fromEntries(Object.entries(filesWith('')).filter(([path]) => path !== SHEET))),
      'bad-workbook',
    ],
  ])('that is %s is refused', async (_what, bytes, problem) => {
    expect(await refusalOf(bytes)).toEqual({ problem, line: null });
  });
});
