import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { RESOURCES, levelFor, levelsOf } from '../../../../shared/keys/scopes';
import { endOf, keysIn, plainFile, refusalOf } from './read-keys';

const fixture = (name: string) =>
  readFile(new URL(`../../../fixtures/import/${name}`, import.meta.url));

/** Name, scopes and problems of each row, which most tests check. */
const rowsIn = async (content: string | Buffer) =>
  (await keysIn(content)).map(({ line, fields, problems }) => [
    line,
    fields.name,
    fields.scopes,
    ...problems,
  ]);
const A_AND_B = [
  [2, 'A', ['contacts:read']],
  [3, 'B', ['contacts:read']],
];

describe('a file from practice', () => {
  it.each(['03-excel-windows-1252.csv', '04-excel-unicode-text-utf16le.txt'])(
    'from Excel in German: %s',
    async (name) => {
      const content = await fixture(name);
      const keys = await keysIn(content);
      expect(keys).toMatchObject([
        {
          line: 2,
          fields: {
            name: 'CRM sync',
            integration: 'Zoho',
            scopes: ['contacts:write', 'messages:read'],
            expiresAt: endOf(2027, 12, 4),
          },
          enabled: true,
          problems: [],
        },
        {
          line: 3,
          fields: {
            name: 'Büro-Bot',
            integration: 'Telegram',
            scopes: ['messages:write'],
            expiresAt: endOf(2028, 1, 31),
          },
          enabled: false,
          problems: [],
        },
      ]);
      const { reading } = await plainFile(content);
      expect(reading.encoding).toBe(name.startsWith('03') ? 'windows-1252' : 'utf-16le');
    },
  );

  it('from Excel in American English, with dates', async () => {
    const keys = await keysIn(await fixture('05-excel-us-dates.csv'));
    expect(keys.map(({ fields }) => fields.expiresAt)).toEqual([
      endOf(2027, 12, 31),
      endOf(2028, 1, 5),
    ]);
  });

  it.each([
    ['06-sep-line.csv', [[3, 'A', ['contacts:read']]]],
    ['07-sep-line-two-columns.csv', [[3, 'A', ['contacts:read']]]],
    ['08-mixed-line-ends.csv', [...A_AND_B, [4, 'C', ['contacts:read']]]],
    ['10-trailing-comma.csv', A_AND_B],
    [
      '11-scope-labels.csv',
      [
        [2, 'A', ['contacts:write']],
        [3, 'B', ['contacts:read', 'messages:read']],
      ],
    ],
  ])('is read as intended: %s', async (name, rows) => {
    expect(await rowsIn(await fixture(name))).toEqual(rows);
  });

  it("is reported with a text editor's line numbers", async () => {
    expect(await rowsIn(await fixture('09-line-numbers.csv'))).toEqual([
      [2, 'A', ['contacts:read']],
      [3, '', ['contacts:read'], { field: 'name', problem: 'required' }],
      [4, 'C', ['galaxies:read'], { field: 'scopes', problem: 'unknown', value: 'galaxies:read' }],
    ]);
  });

  it('in which the environment is a word of the interface', async () => {
    const keys = await keysIn(await fixture('11-scope-labels.csv'));
    expect(keys.map(({ fields }) => fields.environment)).toEqual(['live', 'test']);
  });
});

describe('delimited text', () => {
  it.each([
    ['with a byte order mark', '\ufeffname,scopes\nA,contacts:read\nB,contacts:read\n'],
    ['with every value in quotes', '"name","scopes"\r\n"A","contacts:read"\r\n"B","contacts:read"'],
    ['with lone carriage returns', 'name,scopes\rA,contacts:read\rB,contacts:read\r'],
    ['with tabs', 'name\tscopes\nA\tcontacts:read\nB\tcontacts:read\n'],
    ['with bars', 'name|scopes\nA|contacts:read\nB|contacts:read\n'],
    ['with semicolons at the ends', 'name;scopes;;\nA;contacts:read;;\nB;contacts:read;;\n'],
    ['with headers in brackets', '[Name];[Scopes]\nA;contacts:read\nB;contacts:read\n'],
    [
      'with headers in brackets and commas',
      '[Key Name],[Access Scope]\nA,contacts:read\nB,contacts:read',
    ],
    ['with units behind headers', 'Name (text),Scopes [list]\nA,contacts:read\nB,contacts:read\n'],
    [
      'with no-break spaces',
      'name\u00a0,\u00a0scopes\n\u00a0A,contacts:read\u00a0\nB\u00a0,\u00a0contacts:read',
    ],
    [
      'with full-width letters',
      'ｎａｍｅ,ｓｃｏｐｅｓ\nA,ｃｏｎｔａｃｔｓ：ｒｅａｄ\nB,contacts：read\n',
    ],
    [
      'with texts that Excel is to keep',
      'name,scopes\n="A",="contacts:read"\n="B",="contacts:read"\n',
    ],
  ])('is read %s', async (_what, text) => {
    expect(await rowsIn(text)).toEqual(A_AND_B);
  });

  it.each([
    [
      'PowerShell',
      '#TYPE System.Management.Automation.PSCustomObject\r\n"Name","Scopes"\r\n"A","tags:read"\r\n',
      3,
    ],
    ['Numbers, under the name of a table', 'Table 1,\nname,scopes\nA,tags:read\n', 3],
    [
      'a person, under a title',
      'API keys of Acme;;;\n;;;\nName;Scopes;Note;Status\nA;tags:read;;\n',
      4,
    ],
    ['a person, under a title alone', 'API keys of Acme\n\nName;Scopes;Note\nA;tags:read;\n', 4],
    ['a person, after empty lines', '\n\n,,\nname,scopes,note\nA,tags:read,\n', 5],
    ['LibreOffice, with the separator in quotes', '"sep=;"\nname;scopes\nA;tags:read\n', 3],
    ['Excel, with a tab as the separator', 'sep=\t\r\nname\tscopes\r\nA\ttags:read\r\n', 3],
    ['Excel, with another separator', 'sep=^\r\nname^scopes\r\nA^tags:read\r\n', 3],
    ['a program, over two lines in a cell', 'name,note,scopes\n"A","x\r\ny\nz",tags:read\n', 2],
  ])('of %s is read from its header on', async (_who, text, line) => {
    expect(await rowsIn(text)).toEqual([[line, 'A', ['tags:read']]]);
  });

  it('finds the separator outside of quotes', async () => {
    const text =
      '"Name, as it is";Scopes\n"a, b, c, d";"contacts:read, tags:read"\n"e, f";tags:read\n';
    expect((await plainFile(text)).reading.delimiter).toBe(';');
    const keys = await rowsIn('Name,Note,Scopes\n"a;b;c;d","x;y;z;w","tags:read;bots:read"\n');
    expect(keys).toEqual([[2, 'a;b;c;d', ['bots:read', 'tags:read']]]);
  });

  it('counts lines correctly after multi-line cells', async () => {
    const text = 'name,note\r\n"A","1\n2\r\n3\r4"\r\n\r\nB,\n\n\nC,x\n';
    expect((await rowsIn(text)).map(([line, name]) => [line, name])).toEqual([
      [2, 'A'],
      [7, 'B'],
      [10, 'C'],
    ]);
  });

  it('may have no header, as jq writes it', async () => {
    const text = '"A","contacts:read","2027-12-31"\n"B","tags:write",""\n';
    expect(await rowsIn(text)).toEqual([
      [1, 'A', ['contacts:read']],
      [2, 'B', ['tags:write']],
    ]);
    expect((await plainFile(text)).reading.headLine).toBe(0);
  });

  it('can be read with another separator, header line and encoding', async () => {
    const bytes = Buffer.from('Liste;x\nname;scopes\nZ\xfcrich;tags:read\n', 'latin1');
    const { reading, table } = await plainFile(bytes, { headLine: 1, encoding: 'windows-1251' });
    expect(reading).toMatchObject({ headLine: 1, encoding: 'windows-1251', delimiter: ';' });
    expect(table.columns).toEqual(['Liste', 'x']);
    expect(table.rows.map(({ cells }) => cells[0])).toEqual(['name', 'Zьrich']);
    expect((await plainFile(bytes, { delimiter: ',' })).table.columns).toHaveLength(1);
  });

  it('is refused where a row has more cells than the header', async () => {
    expect(await refusalOf('name,scopes\nA,tags:read\nB,tags:read,x\n')).toEqual({
      problem: 'not-csv',
      line: 3,
    });
  });
});

describe('JSON', () => {
  it('keeps the digits of its numbers', async () => {
    const text =
      '[{"name": 12345678901234567890, "note": 1.10, "expiresAt": 1830297599},\n{"name": 1e3, "note": "-0.50"}]';
    const keys = await keysIn(text);
    expect(keys.map(({ fields }) => [fields.name, fields.note, fields.expiresAt])).toEqual([
      ['12345678901234567890', '1.10', '2027-12-31T23:59:59.000Z'],
      ['1e3', '-0.50', null],
    ]);
  });

  it.each([
    ['one object', '{"name": "A", "scopes": ["tags:read"]}', 1],
    ['objects one after another', '{"name": "A", "scopes": "tags:read"}\n', 1],
    ['objects over many lines', '{\n "name": "A",\n "scopes": [\n  "tags:read"\n ]\n}\n', 1],
    [
      'an object with a list',
      '{\n"count": 1, "tags": [], "value":\n[{"name": "A", "scopes": ["tags:read"]}]}',
      3,
    ],
    ['in UTF-16', Buffer.from('\ufeff[\r\n{"name": "A", "scopes": ["tags:read"]}]', 'utf16le'), 2],
  ])('may be %s', async (_what, text, line) => {
    expect(await rowsIn(text)).toEqual([[line, 'A', ['tags:read']]]);
  });

  it('as jq writes it has an object on each line', async () => {
    const pretty =
      '{\n  "name": "A",\n  "scopes": []\n}\n{\n  "name": "B",\n  "enabled": false\n}\n';
    const keys = await keysIn(pretty);
    expect(keys.map(({ line, fields, enabled }) => [line, fields.name, enabled])).toEqual([
      [1, 'A', true],
      [5, 'B', false],
    ]);
    expect(await refusalOf('{"name": "A"}\n{"name": "B"\n')).toEqual({
      problem: 'not-json',
      line: 3,
    });
    expect(await refusalOf('{"name": "A"}\n\n[1, 2]\n')).toEqual({
      problem: 'wrong-type',
      line: 3,
    });
  });
});

describe('words in a cell', () => {
  const one = async (column: string, cell: string) => {
    const [key] = await keysIn(`name\t${column}\nA\t${cell}\n`);
    return key!;
  };

  it.each([
    ['status', 'Active', true],
    ['status', 'Inactive', false],
    ['status', 'Inactive (disabled)', false],
    ['status', 'Expired', false],
    ['status', 'revoked', false],
    ['enabled', 'TRUE', true],
    ['enabled', 'FALSE', false],
    ['enabled', 'WAHR', true],
    ['enabled', 'FALSCH', false],
    ['enabled', 'faux', false],
    ['enabled', '１', true],
    ['enabled', '０', false],
    ['Is Active', 'no', false],
    ['enabled', '', true],
  ])('enable or disable a key: %s %s', async (column, cell, enabled) => {
    expect(await one(column, cell)).toMatchObject({ enabled, problems: [] });
  });

  it("are inverted by the column's name", async () => {
    const { table } = await plainFile('name,disabled\nA,true\nB,false\n');
    const { rowKeys } = await import('../../../../electron/transfer/cells/table-keys');
    const rows = rowKeys(
      table,
      { name: 0, enabled: 1 },
      { environment: 'live', scopes: [] },
      () => false,
      0,
    );
    expect(rows.map(({ enabled }) => enabled)).toEqual([false, true]);
  });

  it('are reported when they are unknown', async () => {
    expect((await one('status', 'maybe')).problems).toEqual([
      { field: 'enabled', problem: 'unknown', value: 'maybe' },
    ]);
    expect((await one('environment', 'moon')).problems).toEqual([
      { field: 'environment', problem: 'unknown', value: 'moon' },
    ]);
    expect((await one('expires', 'next year')).problems).toEqual([
      { field: 'expiresAt', problem: 'not-a-date', value: 'next year' },
    ]);
    expect((await one('ips', '10.0.0.0/8 10.0.0')).problems).toEqual([
      { field: 'allowedIps', problem: 'not-an-address', value: '10.0.0' },
    ]);
  });

  const writable = RESOURCES.map((resource) => `${resource}:${levelsOf(resource).at(-1)}`);
  it.each([
    ['Contacts: Write', ['contacts:write']],
    ['contacts:write tags:read', ['contacts:write', 'tags:read']],
    [
      'Contacts: write, Delete conversations: Write',
      ['contacts:write', 'conversations-delete:write'],
    ],
    ['Audit logs (read); API keys (write)', ['api-keys:write', 'audit-logs:read']],
    ['API keys: Read | Knowledge base : read', ['api-keys:read', 'knowledge-base:read']],
    ['custom_attributes: read and write', ['custom-attributes:write']],
    ['Full access', writable.toSorted()],
  ])('are scopes: %s', async (cell, scopes) => {
    expect(await one('scopes', cell)).toMatchObject({ fields: { scopes }, problems: [] });
  });

  it('are not scopes where they could grant more than intended', async () => {
    for (const cell of ['admin', 'Reports: Write', 'all', 'contacts']) {
      const { problems } = await one('scopes', cell);
      expect(problems, cell).toEqual([{ field: 'scopes', problem: 'unknown', value: cell }]);
    }
    const { fields } = await one('scopes', 'Reads everything');
    expect(fields.scopes.every((scope) => scope.endsWith(':read'))).toBe(true);
    expect(fields.scopes).toHaveLength(RESOURCES.length - 1);
  });

  it.each(['*', 'contacts:*', '*:read'])(
    'are kept as an unknown scope, which grants nothing: %s',
    async (cell) => {
      const { fields, problems } = await one('scopes', cell);
      expect(problems).toEqual([]);
      expect(fields.scopes).toEqual([cell]);
      expect(RESOURCES.filter((resource) => levelFor(resource, [cell]) !== null)).toEqual([]);
    },
  );

  it('are addresses in digits of any width', async () => {
    const key = await one('allowed ips', '１０.０.０.０/８;2001:db8::/32, 192.0.2.1\u00a0');
    expect(key.fields.allowedIps).toEqual(['10.0.0.0/8', '2001:db8::/32', '192.0.2.1/32']);
  });

  it('are days when every time is midnight', async () => {
    const days = 'name,expires\nA,2027-12-31 00:00:00.0000000\nB,2028-01-31 00:00:00\n';
    expect((await keysIn(days)).map(({ fields }) => fields.expiresAt)).toEqual([
      endOf(2027, 12, 31),
      endOf(2028, 1, 31),
    ]);
    const times = 'name,expires\nA,2027-12-31 00:00:00\nB,2028-01-31 12:00:00\n';
    expect((await keysIn(times))[0]?.fields.expiresAt).toBe(new Date(2027, 11, 31).toISOString());
  });
});
