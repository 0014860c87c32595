import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newestKeys, toApiKey } from '../../../../electron/keys/key-pages';
import { buildReport } from '../../../../electron/reports/content/build-report';
import { Pacer } from '../../../../electron/reports/pacer';
import { KeyIndex } from '../../../../renderer/features/keys/store/key-index';
import { DEFAULT_ORDER, viewOf } from '../../../../renderer/features/keys/view/key-view';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { NO_FILTER } from '../../../../shared/keys/key-filter';
import type { KeyFilter } from '../../../../shared/keys/key-filter';
import { endsWithin } from '../../../../shared/keys/key-status';
import type { ReportKind, Row } from '../../../../shared/reports/report';
import { remindersOf } from '../../../../shared/reminders/reminders';
import type { RiskCode } from '../../../../shared/keys/risk-codes';
import { foldFindings, urgentCount } from '../../../../shared/keys/fold-findings';
import { risksOf } from '../../../../shared/keys/risks';
import type { Risk } from '../../../../shared/keys/risks';
import { KeyCensus } from '../../../../shared/keys/key-census';
import type { RulesInForce } from '../../../../shared/rules/rules-in-force';
import { RISK_CODES } from '../../../../shared/keys/risk-codes';
import { levelsOf, RESOURCES } from '../../../../shared/keys/scopes';
import { riskWords } from '../../../../shared/words/en/keys-risks';
import { CONTEXT, request, sourceOfRecords } from '../../../support/report-parts';
import { keyId, someRecord } from '../../../support/sample-keys';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const EVERYTHING = RESOURCES.map((resource) => `${resource}:${levelsOf(resource).at(-1)}`);

/** Instants at which a count changes, and a millisecond before and after. */
const instant = fc
  .tuple(
    fc.constantFrom(-800, -365, -91, -90, -31, -30, -14, -7, -1, 0, 1, 7, 14, 30, 31, 90, 365, 800),
    fc.constantFrom(-1, 0, 1),
  )
  .map(([days, moment]) => new Date(NOW + days * DAY_MS + moment).toISOString());

const someKeys = fc
  .array(
    fc.record({
      integration: fc.constantFrom('', ' ', 'Zoho', 'zoho ', 'SAP'),
      environment: fc.constantFrom('live' as const, 'test' as const),
      scopes: fc.constantFrom(EVERYTHING, ['contacts:read'], ['moons:write'], ['odd:write:x']),
      enabled: fc.boolean(),
      expiresAt: fc.option(instant),
      createdAt: instant,
      updatedAt: instant,
      lastUsedAt: fc.option(instant),
      name: fc.constantFrom('a', 'b'),
      owner: fc.constantFrom('', 'Ana'),
      rotateEvery: fc.option(fc.constantFrom(30, 90, 400)),
      secretCreatedAt: fc.option(instant),
      compromised: fc.option(fc.record({ at: instant, reason: fc.constant('') })),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map((fields, index) =>
      someRecord(index + 1, { ...fields, name: `${fields.name}${index + 1}` }),
    ),
  );

const mode = fc.constantFrom('off' as const, 'warn' as const, 'block' as const);
const days = fc.constantFrom(1, 30, 90, 365);
const scopes = fc.constantFrom<string[]>(['contacts:read'], ['settings:write', 'moons:write']);
const someRules = fc.record({
  'forbidden-permissions': fc.record({ mode, scopes }),
  'addresses-required': fc.record({ mode, scopes }),
  'expiry-required': fc.record({ mode }),
  'max-lifetime': fc.record({ mode, days }),
  'rotate-every': fc.record({ mode, days }),
  'unused-for': fc.record({ mode, days }),
  'owner-required': fc.record({ mode }),
  'one-key-each': fc.record({ mode }),
  'name-pattern': fc.record({ mode, pattern: fc.constantFrom('*', 'a*', '?1') }),
});

const someExceptions = fc.array(
  fc.record({
    id: fc.uuid(),
    code: fc.constantFrom(...RISK_CODES),
    keyIds: fc.array(fc.integer({ min: 1, max: 12 }).map(keyId)),
    reason: fc.constant('Agreed'),
    by: fc.constant('Ana'),
    at: instant,
    until: instant,
  }),
  { maxLength: 4 },
);

const inForce = fc.record({ rules: someRules, exceptions: someExceptions });

/** The numbers of a report: its summary by label, and its rows. */
async function reportOf(
  kind: ReportKind,
  records: readonly ApiKeyRecord[],
  columns: string[],
  rules: RulesInForce,
) {
  const asked = request({ kind, format: 'json', columns });
  const context = { ...CONTEXT, now: NOW, rules };
  const report = await buildReport(sourceOfRecords(records), asked, context, new Pacer());
  const rows: Row[] = [];
  await report.eachRows((more) => void rows.push(...more));
  const summary = new Map(report.summary.map(({ label, value }) => [label, Number(value)]));
  return { rows, summary, charts: report.charts };
}

/** The number of rows in the table. */
function shownIn(index: KeyIndex, filter: Partial<KeyFilter>, hideInactive = false): number {
  return viewOf(index, { ...NO_FILTER, ...filter }, DEFAULT_ORDER, hideInactive, NOW).length;
}

describe('the numbers of one vault at one instant', () => {
  it('are the same in the Security check, the reports and the table', async () => {
    const property = fc.asyncProperty(someKeys, inForce, async (records, rules) => {
      const index = new KeyIndex(
        records.map((record) => toApiKey({ record, sealedSecret: null }, null)),
      );
      const census = new KeyCensus(NOW, rules);
      for (const record of records) census.add(record);
      const { risks, accepted } = census;
      const keysOf = (all: readonly Risk[], code: RiskCode) =>
        all.find((risk) => risk.code === code)?.keyIds ?? [];
      const found = (code: RiskCode) => [...keysOf(risks, code), ...keysOf(accepted, code)];
      const count = (code: RiskCode) => census.found(code);

      // Every key of a finding is open or accepted, and the page finds what the main process finds.
      for (const code of RISK_CODES) expect(found(code)).toHaveLength(count(code));
      const inPage = index.ordered('createdAt').map(({ key }) => key);
      const asSets = (all: readonly Risk[]) =>
        all.map(({ code, keyIds }) => [code, keyIds.toSorted()]);
      expect(asSets(risksOf(inPage, NOW, rules))).toEqual(asSets(risks));

      // The lines of the Security check have each finding once, and the sidebar counts them.
      const lines = foldFindings(risks);
      const inLines = lines.flatMap(({ also, ...line }) => [line, ...also]);
      const asTexts = (all: readonly Risk[]) =>
        all.map(({ code, keyIds }) => `${code} ${keyIds.length}`).toSorted();
      expect(asTexts(inLines)).toEqual(asTexts(risks));
      expect(urgentCount(risksOf(inPage, NOW, rules))).toBe(
        lines.filter(({ severity }) => severity !== 'low').length,
      );

      const active = shownIn(index, { query: 'status:active' });
      const expired = shownIn(index, { query: 'status:expired' });
      const disabled = shownIn(index, { query: 'status:disabled' });

      // The table and its first page.
      const entries = records.map((record) => ({ record, sealedSecret: null }));
      expect(shownIn(index, {}, true)).toBe(active);
      expect(newestKeys(entries, true, NOW).shown).toBe(active);
      expect(active + expired + disabled).toBe(records.length);
      expect(expired).toBe(count('expired'));
      for (const code of RISK_CODES) {
        const finding = { code, keyIds: new Set(found(code)) };
        expect(shownIn(index, { finding })).toBe(count(code));
      }
      // The filters that a person types.
      expect(shownIn(index, { query: 'expires:none status:active' })).toBe(count('no-expiry'));
      expect(shownIn(index, { query: 'access:full status:active' })).toBe(count('full-access'));
      expect(shownIn(index, { query: 'last-used:over:90d status:active' })).toBe(count('unused'));
      const within14 = 'expires:within:14d status:active';
      expect(shownIn(index, { query: within14 })).toBe(count('expires-in-14-days'));
      const soon = records.filter((record) => endsWithin(record, 14, NOW)).length;
      expect(soon).toBe(count('expires-in-14-days'));

      // The risk report has one row for each finding and key.
      const risk = await reportOf('risk', records, ['finding'], rules);
      for (const code of RISK_CODES) {
        const title = riskWords[code].short.toLowerCase();
        const rows = risk.rows.filter(([finding]) => String(finding).toLowerCase() === title);
        expect([code, rows.length]).toEqual([code, keysOf(risks, code).length]);
      }

      const inventory = await reportOf('inventory', records, ['name'], rules);
      expect(inventory.summary.get('Active')).toBe(active);
      expect(inventory.summary.get('Inactive')).toBe(expired + disabled);
      const knowsUsage = records.some(({ lastUsedAt }) => lastUsedAt !== null);
      expect(inventory.summary.get('Active, never used in 30 days')).toBe(
        knowsUsage ? count('never-used') : undefined,
      );
      expect(inventory.summary.get('Active, no expiry')).toBe(count('no-expiry'));
      const byStatus = inventory.charts[0]?.groups.flatMap(({ values }) => values);
      expect(byStatus).toEqual([active, disabled, expired]);

      const review = await reportOf('access-review', records, ['name'], rules);
      expect(review.summary.get('Active')).toBe(active);
      expect(review.summary.get('Active, full access')).toBe(count('full-access'));
      expect(review.summary.get('May write')).toBe(inventory.summary.get('May write'));

      const lifecycle = await reportOf('lifecycle', records, ['measure', 'group', 'keys'], rules);
      expect(lifecycle.summary.get('Active')).toBe(active);
      expect(lifecycle.summary.get('Expired')).toBe(expired);
      const ends = new Map(
        lifecycle.rows.flatMap(([measure, group, keys]) =>
          measure === 'Expiry' ? [[String(group), Number(keys)] as const] : [],
        ),
      );
      expect(ends.get('expired')).toBe(expired);
      expect(ends.get('disabled')).toBe(disabled);
      expect(ends.get('within 14 days')).toBe(count('expires-in-14-days'));
      expect(ends.get('15 to 30 days')).toBe(count('expires-in-30-days'));
      expect(ends.get('no expiry')).toBe(count('no-expiry'));
      expect([...ends.values()].reduce((sum, keys) => sum + keys, 0)).toBe(records.length);

      const reminders = records.flatMap((record) => remindersOf(record, NOW));
      const expiries = reminders.filter(({ kind }) => kind === 'expiry');
      expect(expiries).toHaveLength(count('expires-in-14-days'));
    });
    await fc.assert(property, { numRuns: 150 });
  });
});
