import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../../../electron/transfer/tables/csv-table';
import { decodeText } from '../../../../electron/transfer/tables/decode-text';
import { parseJson } from '../../../../electron/transfer/tables/json-table';
import { quotable } from '../../../../electron/transfer/mask-secrets';
import type { ReadResult } from '../../../../electron/transfer/refusal';
import type { Table } from '../../../../electron/transfer/tables/table';
import { MAX_ROWS } from '../../../../shared/transfer/import-limits';
import { guessMapping, guessTable } from '../../../../electron/transfer/tables/guess-columns';
import { samplesOf } from '../../../../electron/transfer/tables/table';
import { generateSecret } from '../../../../electron/keys/secret';

const refusalOf = (read: ReadResult<unknown>) => (read.ok ? null : read.refusal);
const valueOf = <T>(read: ReadResult<T>): T => {
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
};
const csvOf = (text: string): Pick<Table, 'columns' | 'rows'> => {
  const { columns, rows } = valueOf(parseCsv(text)).table;
  return { columns, rows };
};
const jsonOf = (text: string): Pick<Table, 'columns' | 'rows'> => {
  const { columns, rows } = valueOf(parseJson(text));
  return { columns, rows };
};

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8', Buffer.from('name\nÄ €'), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from('\ufeffname\nÄ €'), 'utf-8'],
    ['UTF-16 with a mark', Buffer.from('\ufeffname\nÄ €', 'utf16le'), 'utf-16le'],
    ['UTF-16 without one', Buffer.from('name\nÄ €', 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way', Buffer.from('\ufeffname\nÄ €', 'utf16le').swap16(), 'utf-16be'],
    [
      'UTF-16 the other way without a mark',
      Buffer.from('name\nÄ €', 'utf16le').swap16(),
      'utf-16be',
    ],
    ['Windows-1252', Buffer.from('name\n\xc4 \x80', 'latin1'), 'windows-1252'],
  ])('is detected for %s', (_what, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ ok: true, value: { text: 'name\nÄ €', encoding } });
  });

  it('is detected for UTF-16 with hardly any Latin letters', () => {
    const text = '客户消息同步服务\n客户';
    expect(valueOf(decodeText(Buffer.from(text, 'utf16le'))).text).toBe(text);
  });

  it('can be chosen, and is refused where the bytes do not fit', () => {
    const bytes = Buffer.from('name\nok\nZ\xfcrich \xe9\n', 'latin1');
    expect(valueOf(decodeText(bytes, 'windows-1251')).text).toBe('name\nok\nZьrich й\n');
    expect(refusalOf(decodeText(bytes, 'utf-8'))).toEqual({ problem: 'wrong-encoding', line: 3 });
    expect(refusalOf(decodeText(Buffer.from('name\nx', 'utf16le'), 'utf-8'))).toEqual({
      problem: 'wrong-encoding',
      line: 1,
    });
  });

  it.each([
    ['zero bytes', Buffer.from('name\nPNG\0\0'), 'binary', 2],
    ['nothing', Buffer.from(' \n '), 'empty', null],
  ])('is refused when it is %s, with the line', (_what, bytes, problem, line) => {
    expect(refusalOf(decodeText(bytes))).toEqual({ problem, line });
  });
});

describe('a CSV file', () => {
  it('is read with commas, semicolons or tabs, quotation marks and line feeds in cells', () => {
    const text = 'Name,Note\r\nZoho,"a ""b"",\nc"\r\n\r\nBot,\r\n';
    const rows = [
      { line: 2, cells: ['Zoho', 'a "b",\nc'] },
      { line: 5, cells: ['Bot', ''] },
    ];
    expect(csvOf(text)).toEqual({ columns: ['Name', 'Note'], rows });
    expect(csvOf('a;b\n1;2,5\n').rows[0]?.cells).toEqual(['1', '2,5']);
    expect(csvOf('a\tb\n1\t2\n').columns).toEqual(['a', 'b']);
  });

  it.each([
    ['a row that has more cells', 'a,b\n1,2\n1,2,3\n', 'not-csv', 3],
    ['a quotation mark that is not closed', 'a,b\n1,"2\n3\n', 'not-csv', 2],
    ['no rows', 'a,b\n', 'empty', null],
    ['a name twice', 'name,Name \n1,2\n', 'duplicate-name', 1],
    ['__proto__', 'name,__proto__\n1,2\n', 'forbidden-name', 1],
    ['a long value', `a\nx\n${'y'.repeat(10_001)}\n`, 'too-long', 3],
    ['a huge value', `a\nx\n${'y'.repeat(10_000_000)}\n`, 'too-long', null],
    ['many columns', `${'a'.repeat(101).split('').join(',')}\n1\n`, 'too-many-columns', 1],
    ['many rows', `a\n${'1\n'.repeat(MAX_ROWS + 1)}`, 'too-many-rows', MAX_ROWS + 2],
  ])('is refused for %s', (_what, text, problem, line) => {
    const refusal = refusalOf(parseCsv(text));
    expect(refusal?.problem).toBe(problem);
    if (line !== null) expect(refusal?.line).toBe(line);
  });
});

describe('a JSON file', () => {
  it('is a list of flat objects, or an object with one', () => {
    const text =
      '{"version": 1, "keys": [\n{"name": "Zoho", "scopes": ["a:read", "b:write"]},\n{"name": "Bot", "on": true}]}';
    expect(jsonOf(text)).toEqual({
      columns: ['name', 'scopes', 'on'],
      rows: [
        { line: 2, cells: ['Zoho', 'a:read\nb:write'] },
        { line: 3, cells: ['Bot', '', 'true'] },
      ],
    });
  });

  it.each([
    ['a name twice', '[\n{"a": 1,\n"a": 2}]', 'duplicate-name', 3],
    ['a name twice, once escaped', '[\n{"a": 1, "\\u0061": 2}]', 'duplicate-name', 2],
    ['__proto__', '[{"a": 1},\n{"__proto__": {"b": 1}}]', 'forbidden-name', 2],
    ['constructor, escaped', '[{"\\u0063onstructor": 1}]', 'forbidden-name', 1],
    ['deep nesting', '['.repeat(100_000), 'too-deep', 1],
    ['an object in a value', '[{"a": {"b": 1}}]', 'wrong-type', 1],
    ['numbers in a list', '[{"a": 1},\n{"a": [1]}]', 'wrong-type', 2],
    ['a list of texts', '["a"]', 'wrong-type', 1],
    ['a text', '"a"', 'wrong-type', 1],
    ['two lists', '{"a": [], "b": []}', 'wrong-type', 1],
    ['nothing', '[]', 'empty', null],
    ['a long value', `[{"a": 1},\n{"a": "${'x'.repeat(10_001)}"}]`, 'too-long', 2],
    ['a huge value', `[{"a": "${'x'.repeat(10_000_000)}"}]`, 'too-long', 1],
    ['a comma too many', '[{"a": 1},\n{"a": 2},\n]', 'not-json', 3],
    ['an end that is missing', '[{"a": 1},\n{"a": "', 'not-json', 2],
    ['many rows', `[${'{"a": 1},'.repeat(MAX_ROWS)}{"a": 1}]`, 'too-many-rows', 1],
  ])('is refused for %s', (_what, text, problem, line) => {
    expect(refusalOf(parseJson(text))).toEqual({ problem, line });
    expect(({} as { b?: unknown }).b).toBeUndefined();
  });
});

const tableIn = (text: string, isJson: boolean): ReadResult<Table> => {
  if (isJson) return parseJson(text);
  const read = parseCsv(text);
  return read.ok ? { ok: true, value: read.value.table } : read;
};

describe('any file', () => {
  const GOOD = [
    '[\n{"name": "Zoho", "scopes": ["contacts:read"]},\n{"name": "Bot", "note": "a\\nb"}]',
    'name,scopes\nZoho,contacts:read\n"Bot ""x""","tags:read, bots:read"\n',
  ];
  it('is read, or refused with a problem and a valid line, after any mutation', () => {
    const edit = fc.record({
      at: fc.nat({ max: 120 }),
      cut: fc.nat({ max: 6 }),
      put: fc.oneof(fc.uint8Array({ maxLength: 6 }), fc.constantFrom('"', ',', '{', ']', '\n')),
    });
    fc.assert(
      fc.property(fc.constantFrom(...GOOD), fc.array(edit, { maxLength: 4 }), (good, edits) => {
        let bytes = Buffer.from(good);
        for (const { at, cut, put } of edits) {
          const tail = bytes.subarray(at + cut);
          bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(put as string), tail]);
        }
        const lines = bytes.toString('latin1').split(/[\r\n]/).length;
        const text = decodeText(bytes);
        const read = text.ok ? tableIn(text.value.text, good.startsWith('[')) : text;
        if (read.ok) {
          const { columns, rows } = read.value;
          expect(columns.length).toBeGreaterThan(0);
          for (const { line, cells } of rows) {
            expect(line).toBeGreaterThanOrEqual(1);
            expect(line).toBeLessThanOrEqual(lines + 1);
            expect(cells.every((cell) => typeof cell === 'string')).toBe(true);
            expect(cells.length).toBeLessThanOrEqual(columns.length);
          }
        } else if (read.refusal.line !== null) {
          expect(read.refusal.line).toBeGreaterThanOrEqual(1);
          expect(read.refusal.line).toBeLessThanOrEqual(lines + 1);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('the preview of a file', () => {
  it('never contains a secret, in any column', () => {
    const secret = generateSecret('live');
    const table = {
      columns: ['name', 'comment', 'api_key', 'password'],
      rows: [{ line: 2, cells: [secret, `it is ${secret}!`, 'sk-something', 'hunter2'] }],
    };
    const text = JSON.stringify(samplesOf(table));
    expect(text).not.toContain(secret.slice(14, 50));
    expect(text).not.toContain('sk-something');
    expect(text).not.toContain('hunter2');
  });

  it.each([
    'ock_live_abcdEFGH',
    'see OCK_LIVE_abcd',
    'AKIAIOSFODNN7EXAMPLE',
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOHcbrzqgy',
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.Et9HFtf9R3GEMA0IICOfFMVXY7kkTX1wr4qCyIf58U',
    'd41d8cd98f00b204e9800998ecf8427e',
    'q7Xv2LmT9bRk4WnZ8sYc',
    'k3j5h2g6d8s9a0q1w2e3',
    'dGhpcyBpcyBhIHNlY3JldCB0aGF0IGlzIGxvbmc3Nw==',
    '-----BEGIN PRIVATE KEY-----',
  ])('masks what looks like a secret: %s', (cell) => {
    const [row] = samplesOf({ columns: ['name'], rows: [{ line: 2, cells: [`x ${cell}`] }] });
    expect(row).toEqual(['••••••••']);
    expect(quotable(cell)).not.toContain(cell);
  });

  it.each([
    'CRM sync (Zoho)',
    'Customer conversations for Europe and Asia',
    'customer-sync-2027-production-eu',
    'ProductionServerGermanyNorth2027',
    '01900000-0000-7000-8000-000000000001',
    'contacts:write; messages:read; conversations:read',
    '2027-12-31T23:59:59.999Z',
    '2001:db8:85a3:8d3:1319:8a2e:370:7348/128',
    'https://example.com/integrations/customer-sync',
    'some.person@a-long-company-name.example',
  ])('shows what does not, also in a column named API key: %s', (cell) => {
    for (const column of ['API key', 'Secret', 'token', 'name']) {
      const table = { columns: [column], rows: [{ line: 2, cells: [cell] }] };
      expect(samplesOf(table)).toEqual([[cell]]);
    }
  });

  it('guesses columns by their names', () => {
    expect(guessMapping(['API Key Name', 'accessScope', 'Expires_At', 'status', 'x'])).toEqual({
      name: 0,
      scopes: 1,
      expiresAt: 2,
      enabled: 3,
    });
  });

  it('takes a column for secrets only if secrets are in it', () => {
    const guess = (cell: string) =>
      guessTable({
        columns: ['API Key', 'Scopes'],
        rows: [{ line: 2, cells: [cell, 'tags:read'] }],
        report: null,
      });
    expect(guess('CRM sync')).toEqual({ name: 0, scopes: 1 });
    expect(guess(generateSecret('live'))).toEqual({ secret: 0, scopes: 1 });
  });
});
