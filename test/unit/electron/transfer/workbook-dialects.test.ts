import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { reviewOf, vaultOf } from '../../../support/import-review';
import { keysIn, plainFile } from './read-keys';

const rowsIn = async (content: string | Buffer) =>
  (await keysIn(content)).map(({ line, fields, enabled, problems }) => [
    line,
    fields.name,
    fields.scopes.join(' '),
    enabled,
    ...problems.map(({ problem }) => problem),
  ]);

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** A workbook with one sheet. */
const workbook = (rows: string, after = ''): Buffer => {
  const files = {
    '_rels/.rels': `<Relationships><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Keys" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
  };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([path, xml]) => [path, strToU8(xml)]))),
  );
};
const rowOf = (line: number, ...cells: string[]): string =>
  `<row r="${line}">${cells
    .map((cell, index) => cell.replace('<c', `<c r="${'ABCDE'[index]}${line}"`))
    .join('')}</row>`;
const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const HEAD = rowOf(1, ...['Name', 'Scopes', 'Enabled', 'Expires', 'Allowed IPs'].map(text));

describe('a workbook', () => {
  it("repeats a merged cell's value for each row it spans", async () => {
    const rows =
      HEAD +
      rowOf(2, text('A'), text('tags:read'), '<c t="b"><v>0</v></c>') +
      rowOf(3, text('B'), text('tags:read')) +
      rowOf(4, text('C'), text('tags:read'), '<c t="b"><v>1</v></c>') +
      rowOf(5, text('D'));
    const merged =
      '<mergeCells><mergeCell ref="C2:C3"/><mergeCell ref="B4:B5"/><mergeCell ref="nonsense"/></mergeCells>';
    expect(await rowsIn(workbook(rows, merged))).toEqual([
      [2, 'A', 'tags:read', false],
      [3, 'B', 'tags:read', false],
      [4, 'C', 'tags:read', true],
      [5, 'D', 'tags:read', true],
    ]);
  });

  it('is refused when more cells are merged than a sheet has', async () => {
    const merged = '<mergeCell ref="A2:A1048576"/>'.repeat(3);
    const bytes = workbook(HEAD + rowOf(2, text('A')), `<mergeCells>${merged}</mergeCells>`);
    await expect(plainFile(bytes)).rejects.toThrow('bad-workbook');
  });

  it('reports a formula without a cached value, and uses one that is there', async () => {
    const rows =
      HEAD +
      rowOf(2, text('A'), text('tags:read'), '<c><f>NOT(TRUE)</f></c>', '<c><f>TODAY()</f></c>') +
      rowOf(3, text('B'), text('tags:read'), '<c t="b"><f>NOT(TRUE)</f><v>0</v></c>') +
      rowOf(4, text('C'), text('tags:read'), '<c t="str"><f>""</f><v></v></c>');
    expect(await rowsIn(workbook(rows))).toEqual([
      [2, 'A', 'tags:read', false, 'unknown', 'not-a-date'],
      [3, 'B', 'tags:read', false],
      [4, 'C', 'tags:read', true],
    ]);
  });

  it('has the numbers that a spreadsheet shows', async () => {
    const names = ['1.1000000000000001', '0.10000000000000001', '12345678901234567', '1.5'];
    const rows = names.map((name, index) => rowOf(index + 2, `<c><v>${name}</v></c>`)).join('');
    expect((await keysIn(workbook(HEAD + rows))).map(({ fields }) => fields.name)).toEqual([
      '1.1',
      '0.1',
      '12345678901234567',
      '1.5',
    ]);
  });
});

describe('a table with several status columns', () => {
  it.each([
    ['active,revoked', 'true,true', 'true,false'],
    ['enabled,status', 'TRUE,revoked', 'TRUE,active'],
    ['status,state', 'active,disabled', 'active,active'],
    ['status,revoked_at', 'active,2026-01-01', 'active,'],
    ['status,Disabled on', 'active,31.12.2025', 'active,null'],
    ['status,deleted_at', 'active,1767225600', 'active,false'],
  ])('disables a key that one of them disables: %s', async (columns, off, on) => {
    const file = `name,scopes,${columns}\nA,tags:read,${off}\nB,tags:read,${on}\n`;
    expect(await rowsIn(file)).toEqual([
      [2, 'A', 'tags:read', false],
      [3, 'B', 'tags:read', true],
    ]);
  });

  it('uses a column with a time of disabling even without a status column', async () => {
    const file = 'name,scopes,revoked_at\nA,tags:read,2026-01-01\nB,tags:read,\n';
    const { found } = await reviewOf(vaultOf([]), file);
    expect(found.map(({ added }) => added?.enabled)).toEqual([false, true]);
  });

  it('takes the allowed addresses, not other ones beside them', async () => {
    const { found } = await reviewOf(
      vaultOf([]),
      'name,scopes,ip,allowed ips\nA,tags:read,192.0.2.1,10.0.0.0/8\n',
    );
    expect(found[0]?.added?.allowedIps).toEqual(['10.0.0.0/8']);
  });
});

describe('text from other programs', () => {
  const A_AND_B = [
    [2, 'A', 'bots:read tags:read', true],
    [3, 'B', 'tags:read', true],
  ];

  it.each([
    [
      'blanks around quotation marks',
      'name, scopes\n"A" , "tags:read, bots:read" \nB, tags:read\n',
    ],
    ['lists as JSON', 'name;scopes\nA;["tags:read","bots:read"]\nB;["tags:read"]\n'],
    ['lists as Python', "name;scopes\nA;['tags:read', 'bots:read']\nB;['tags:read']\n"],
    ['lists as PostgreSQL', 'name,scopes\nA,"{tags:read,bots:read}"\nB,{tags:read}\n'],
    ['the end of a DOS text', 'name;scopes\r\nA;tags:read,bots:read\r\nB;tags:read\r\n\u001a'],
  ])('is read with %s', async (_what, content) => {
    expect(await rowsIn(content)).toEqual(A_AND_B);
  });

  it('with tabs keeps empty cells', async () => {
    const keys = await keysIn('name\tnote\tscopes\tstatus\nA\t\ttags:read\tdisabled\n');
    expect(keys[0]).toMatchObject({ fields: { name: 'A', note: '' }, enabled: false });
  });

  it('may repeat the header where files were concatenated', async () => {
    const file = 'name,scopes\nA,tags:read\nname,scopes\nB,tags:write\n';
    expect((await rowsIn(file)).map(([line, name]) => [line, name])).toEqual([
      [2, 'A'],
      [4, 'B'],
    ]);
    expect((await rowsIn('name\nname\n')).map(([, name]) => name)).toEqual(['name']);
  });

  it('may name a separator that it does not use', async () => {
    expect(await rowsIn('sep=;\nname,scopes\nA,tags:read\n')).toEqual([
      [3, 'A', 'tags:read', true],
    ]);
    expect((await rowsIn('sep=;\nname\n"A, B"\n')).map(([, name]) => name)).toEqual(['A, B']);
    expect((await rowsIn('sep=;\nname\nA, B\n')).map(([, name]) => name)).toEqual(['A, B']);
  });

  it('without a header has active flags, as jq writes it', async () => {
    expect(await rowsIn('"A","tags:read",true\n"B","tags:read",false\n')).toEqual([
      [1, 'A', 'tags:read', true],
      [2, 'B', 'tags:read', false],
    ]);
  });

  it('ignores an empty list of addresses, and reads each item of a list', async () => {
    const keys = await keysIn('name;allowed ips\nA;[]\nB;{}\nC;["10.0.0.0/8", "192.0.2.1"]\n');
    expect(keys.map(({ given, fields }) => [given.has('allowedIps'), fields.allowedIps])).toEqual([
      [false, []],
      [false, []],
      [true, ['10.0.0.0/8', '192.0.2.1/32']],
    ]);
  });

  it('may have Unix times in floating point', async () => {
    const keys = await keysIn('name,expires\nA,1830297599.0\n');
    expect(keys[0]?.fields.expiresAt).toBe('2027-12-31T23:59:59.000Z');
  });
});

describe('JSON from other programs', () => {
  it('of Windows PowerShell has wrapped lists and dates', async () => {
    const date = '{"value":"\\/Date(1830297599000)\\/","DisplayHint":2,"DateTime":"Friday"}';
    const list = '{"value":["tags:read","bots:read"],"Count":2}';
    const file = `{"value":[{"Name":"A","Expires":${date},"Scopes":${list}}],"Count":1}`;
    const [key] = await keysIn(file);
    expect(key).toMatchObject({
      fields: {
        name: 'A',
        scopes: ['bots:read', 'tags:read'],
        expiresAt: '2027-12-31T23:59:59.000Z',
      },
      problems: [],
    });
  });

  it('of jq may have a record separator before each value', async () => {
    const file = '\u001e{"name":"A","scopes":["tags:read"]}\n\u001e{"name":"B"}\n';
    expect((await rowsIn(file)).map(([line, name]) => [line, name])).toEqual([
      [1, 'A'],
      [2, 'B'],
    ]);
  });
});
