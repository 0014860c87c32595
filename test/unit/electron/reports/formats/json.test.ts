import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsText } from '../../../../../electron/reports/content/row-text';
import { hasFormat, REPORT_FORMATS, REPORT_KINDS } from '../../../../../shared/reports/report';
import {
  documentOf,
  HOSTILE_NAMES,
  HOSTILE_RECORDS,
  sourceOfRecords,
  textOf,
} from '../../../../support/report-parts';

const schema = JSON.parse(
  readFileSync(
    new URL('../../../../../shared/reports/report.schema.json', import.meta.url),
    'utf8',
  ),
) as object;
const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
  schema,
);
const source = sourceOfRecords(HOSTILE_RECORDS);

const expectValid = (value: unknown) => {
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
};

describe('a JSON report', () => {
  it.each(REPORT_KINDS)(
    'of %s matches the published schema, with and without rows',
    async (kind) => {
      for (const records of [HOSTILE_RECORDS, []]) {
        const text = await textOf(
          await documentOf(sourceOfRecords(records), { kind, format: 'json' }),
        );
        const report = JSON.parse(text) as { rows: object[]; count: number };
        expectValid(report);
        expect(report.rows).toHaveLength(report.count);
      }
    },
  );

  it('does not match when a field is missing or added', async () => {
    const report = JSON.parse(await textOf(await documentOf(source, { format: 'json' }))) as object;
    expect(validate({ ...report, count: undefined })).toBe(false);
    expect(validate({ ...report, secret: 'x' })).toBe(false);
  });

  it('keeps every value, in the same order every time', async () => {
    const ask = { format: 'json', columns: ['note', 'name', 'scopes'] } as const;
    const text = await textOf(await documentOf(source, { ...ask, columns: [...ask.columns] }));
    const { rows } = JSON.parse(text) as { rows: { name: string; note: string }[] };
    expect(rows.map(({ name }) => name)).toEqual(HOSTILE_NAMES);
    expect(Object.keys(rows[0] ?? {})).toEqual(['note', 'name', 'scopes']);
    expect(await textOf(await documentOf(source, { ...ask, columns: [...ask.columns] }))).toBe(
      text,
    );
  });
});

describe('the text of rows', () => {
  it('equals that of each row, whatever its cells contain', () => {
    const hostile = fc
      .array(fc.constantFrom('}', ',', '{', '"', ':', 'id', '\\', '\n', '},{"id":', 'ü', '\uD800'))
      .map((parts) => parts.join(''));
    const cell = fc.oneof(
      hostile,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(hostile),
    );
    const ids = fc.uniqueArray(fc.constantFrom('id', 'name', 'scopes', 'note'), { minLength: 1 });
    fc.assert(
      fc.property(ids, fc.array(fc.array(cell)), fc.string(), (columns, rows, between) => {
        const lines = rowsText(columns, between);
        // A second time: nothing of the previous rows is left.
        lines([['other'], ...rows]);
        const objects = rows.map((row) =>
          Object.fromEntries(columns.map((id, index) => [id, row[index] ?? null])),
        );
        expect(lines(rows)).toBe(objects.map((each) => JSON.stringify(each)).join(between));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('an NDJSON report', () => {
  it('has the about object in its first line, and then the rows of its digest', async () => {
    const report = await documentOf(source, { format: 'ndjson' });
    const text = await textOf(report);
    const end = text.indexOf('\n') + 1;
    const head = JSON.parse(text.slice(0, end)) as { dataSha256: string; count: number };
    expectValid(head);
    const data = text.slice(end);
    expect(data.trimEnd().split('\n')).toHaveLength(head.count);
    expect(createHash('sha256').update(data).digest('hex')).toBe(head.dataSha256);
  });

  it('has the same digest as every other format with the same columns', async () => {
    const digests = new Set<string>();
    for (const format of REPORT_FORMATS.filter((each) => hasFormat('inventory', each))) {
      const columns = ['name', 'createdAt', 'scopes'];
      digests.add((await documentOf(source, { format, columns })).dataSha256);
    }
    expect(digests.size).toBe(1);
  });
});
