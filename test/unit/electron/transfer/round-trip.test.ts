import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { checkKeyFields } from '../../../../shared/keys/key-rules';
import { columnsOf } from '../../../../shared/reports/columns';
import type { ReportFormat, ReportOptions, ReportRequest } from '../../../../shared/reports/report';
import { RESOURCES, isKnownScope, levelsOf, normaliseScopes } from '../../../../shared/keys/scopes';
import { incomingRow } from '../../../../electron/transfer/review/incoming';
import { hashSecret } from '../../../../electron/keys/secret';
import { bytesOf, documentOf, request, sourceOfRecords } from '../../../support/report-parts';
import { reviewOf, vaultOf } from '../../../support/import-review';
import { someRecord } from '../../../support/sample-keys';
import { keysIn, refusalOf } from './read-keys';

const signs = [
  '=',
  '+',
  '-',
  '@',
  '＝',
  "'",
  '"',
  ';',
  ',',
  '|',
  '\\',
  'tt',
  'a',
  'B',
  '7',
  ' ',
].concat(['é', '客', '🤖', '_x0041_', '&', '<', '[', 'null']);
const line = (max: number) =>
  fc.array(fc.constantFrom(...signs), { maxLength: max }).map((pieces) => pieces.join(''));
const name = line(12)
  .map((text) => checkKeyFields({ name: text }, NO_RULES))
  .filter(({ problems }) => problems.length === 0)
  .map(({ fields }) => fields.name ?? '');
const NO_RULES = { now: 0, isNameTaken: () => false, isNameChosen: true };
const note = fc
  .array(fc.constantFrom(...signs, '\n', '\n=', '\t', '\n\n'), { maxLength: 12 })
  .map((pieces) => checkKeyFields({ note: pieces.join('') }, NO_RULES).fields.note ?? '');
const instant = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString());
const every = RESOURCES.flatMap((each) => levelsOf(each).map((level) => `${each}:${level}`));
const scopes = fc
  .subarray([...every, 'galaxies:read', 'stars:write', '*'], { minLength: 1 })
  .map(normaliseScopes);
const record = (number: number): fc.Arbitrary<ApiKeyRecord> =>
  fc
    .record({
      // Names are unique within a vault.
      name: name.map((text) => `${text.slice(0, 40)}${number}`),
      integration: line(8).map((text) => text.trim().normalize('NFC')),
      note,
      environment: fc.constantFrom('live' as const, 'test' as const),
      scopes,
      enabled: fc.boolean(),
      expiresAt: fc.option(instant('2026-01-01', '2029-12-31')),
      allowedIps: fc.subarray(['10.0.0.0/8', '2001:db8::/32', '192.0.2.1/32']),
      createdAt: instant('2024-01-01', '2026-11-01'),
      lastUsedAt: fc.option(instant('2026-01-01', '2026-11-01')),
      createdBy: fc.constantFrom('tester', '=admin', "o'neil, x"),
      secretHash: fc.constantFrom('ab'.repeat(32), '0123456789abcdef'.repeat(4)),
    })
    .map((fields) =>
      someRecord(number, { ...fields, hint: `ock_${fields.environment}_abcd…wxyz` }),
    );
const records = fc.tuple(record(1), record(2), record(3));

const OPTIONS: [ReportFormat, Partial<ReportOptions>][] = [
  ['csv', { about: true }],
  ['csv', { about: false }],
  ['csv', { about: true, delimiter: ';', bom: true }],
  ['csv', { about: false, delimiter: ';' }],
  ['json', {}],
  ['ndjson', {}],
  ['xlsx', {}],
];

const options = request().options;
const written = async (all: readonly ApiKeyRecord[], changes: Partial<ReportRequest>) =>
  bytesOf(await documentOf(sourceOfRecords(all), changes));

/** The new key made from a row of a report. */
async function comeBack(bytes: Buffer): Promise<Partial<ApiKeyRecord>[]> {
  return (await keysIn(bytes)).map((row) => {
    expect(row.problems).toEqual([]);
    const { id, record: made } = incomingRow(
      row,
      hashSecret,
      'importer',
      '2026-11-29T12:00:00.000Z',
    );
    return { ...made, id: id ?? '' };
  });
}

/** Fields that no report has. */
const untold = { updatedAt: expect.anything(), previousSecret: null };

describe.each(OPTIONS)('an inventory as %s %j', (format, chosen) => {
  it('round-trips to the same values', async () => {
    const columns = columnsOf('inventory').map(({ id }) => id);
    await fc.assert(
      fc.asyncProperty(records, async (all) => {
        const bytes = await written(all, { format, columns, options: { ...options, ...chosen } });
        expect(await comeBack(bytes)).toEqual(all.map((each) => ({ ...each, ...untold })));
      }),
      { numRuns: format === 'xlsx' ? 60 : 150 },
    );
  });

  it('round-trips without the hint and dates of a secret when the hash is missing', async () => {
    const all = [someRecord(1, { name: "'=1+1" }), someRecord(2, { name: '=1+1', enabled: false })];
    const bytes = await written(all, { format, options: { ...options, ...chosen } });
    const found = await comeBack(bytes);
    expect(found).toEqual(
      all.map((each) => ({
        ...each,
        ...untold,
        hint: '',
        secretHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      })),
    );
    expect(found[0]?.secretHash).not.toBe(all[0]?.secretHash);
  });
});

describe.each(OPTIONS)('an access review as %s %j', (format, chosen) => {
  it('round-trips the scopes of its matrix', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (all) => {
        const bytes = await written(all, {
          kind: 'access-review',
          format,
          options: { ...options, ...chosen },
        });
        const byName = all.toSorted((a, b) =>
          a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1,
        );
        const rows = await keysIn(bytes);
        expect(rows.map(({ problems }) => problems)).toEqual([[], [], []]);
        const found = rows.map(({ fields, carried }) => [carried?.id, fields.name, fields.scopes]);
        expect(new Set(found.map((each) => JSON.stringify(each)))).toEqual(
          new Set(
            byName.map(({ id, name: called, scopes: may }) => JSON.stringify([id, called, may])),
          ),
        );
      }),
      { numRuns: format === 'xlsx' ? 30 : 60 },
    );
  });
});

describe.each(OPTIONS)('another report as %s %j', (format, chosen) => {
  const all = [someRecord(1, { scopes: every.filter(isKnownScope) }), someRecord(2)];
  const asked = { format, options: { ...options, ...chosen } };

  it('of risks names its keys, once for each finding', async () => {
    const rows = await keysIn(await written(all, { kind: 'risk', ...asked }));
    expect(rows.length).toBeGreaterThan(2);
    expect(new Set(rows.map(({ fields }) => fields.name))).toEqual(new Set(['Key 1', 'Key 2']));
    expect(new Set(rows.map(({ carried }) => carried?.id))).toEqual(
      new Set(all.map(({ id }) => id)),
    );
  });

  it.each(['lifecycle', 'activity'] as const)(
    'of %s is refused: it lists no keys',
    async (kind) => {
      const report = await documentOf(sourceOfRecords(all), { kind, ...asked });
      // Every vault has at least one event.
      if (kind === 'activity') {
        report.eachRows = async (take) => take([report.columns.map(() => 'x')]);
      }
      expect(await refusalOf(await bytesOf(report))).toMatchObject({ problem: 'no-keys' });
    },
  );
});

describe.each(OPTIONS)('a report of existing keys as %s %j', (format, chosen) => {
  it.each(['inventory', 'access-review', 'risk'] as const)(
    'changes none of them: %s',
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(records, async (all) => {
          const hashes = all.map((each, index) => ({
            ...each,
            secretHash: String(index).repeat(64),
          }));
          const bytes = await written(hashes, {
            kind,
            format,
            columns: columnsOf(kind).map(({ id }) => id),
            options: { ...options, ...chosen },
          });
          // A risk report may be empty.
          const isEmpty = (await refusalOf(bytes))?.problem === 'empty';
          if (isEmpty) expect(kind).toBe('risk');
          const found = isEmpty ? [] : (await reviewOf(vaultOf(hashes), bytes)).found;
          for (const { name: called, status, differences, problems } of found) {
            expect([called, status, differences, problems]).toEqual([called, 'same', [], []]);
          }
        }),
        { numRuns: format === 'xlsx' ? 15 : 30 },
      );
    },
  );
});
