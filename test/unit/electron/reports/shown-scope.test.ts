import { describe, expect, it } from 'vitest';
import { reportKey, scopeTest } from '../../../../electron/reports/content/report-key';
import { makeTest, NO_FILTER, searchedOf } from '../../../../shared/keys/key-filter';
import type { KeyFilter } from '../../../../shared/keys/key-filter';
import { reportRequestSchema } from '../../../../shared/reports/report-schema';
import { shownScope } from '../../../../shared/reports/shown-scope';
import { CONTEXT, documentOf, request, sourceOfRecords } from '../../../support/report-parts';
import { someRecord } from '../../../support/sample-keys';

const RECORDS = [
  someRecord(1, { name: 'Zoho', scopes: ['messages:read'] }),
  someRecord(2, { name: 'Zoho off', enabled: false }),
  someRecord(3, { name: 'Old', expiresAt: '2026-01-01T00:00:00.000Z', environment: 'test' }),
  someRecord(4, { name: 'Bot', environment: 'test', scopes: ['messages:write', 'tags:read'] }),
];
const idOf = (number: number) => RECORDS[number - 1]?.id ?? '';
const finding = { code: 'unused', keyIds: new Set([idOf(1), idOf(2)]) } as const;

/** The keys that the page shows. */
function shownBy(filter: KeyFilter, hideInactive: boolean): string[] {
  const test = makeTest(filter, hideInactive, CONTEXT.now);
  return RECORDS.filter((record) => {
    const { expiresAt } = reportKey({ record, sealedSecret: null }, CONTEXT.now);
    return test === null || test({ key: record, ...searchedOf(record), expiresAt });
  }).map(({ id }) => id);
}

const FILTERS: [string, Partial<KeyFilter>, string][] = [
  ['nothing', {}, 'All API keys'],
  ['words', { query: 'zoho' }, 'Containing: “zoho”'],
  ['a finding', { finding }, 'The 2 API keys shown for: Security check: unused for 90 days'],
  [
    'a finding, and words',
    { finding, query: 'off' },
    'The 1 API key shown for: Security check: unused for 90 days; Containing: “off”',
  ],
  ['two statuses', { query: 'status:expired status:active' }, 'Status: expired, active'],
  [
    'words and an expiry',
    { query: 'expires:past expires:none zoho' },
    'Expires: in the past, never; Containing: “zoho”',
  ],
  [
    'texts',
    { query: 'integration:=SAP owner:none tag:"a b" created-by:root' },
    'Integration: “SAP”; Owner: none; Tag: contains “a b”; Created by: contains “root”',
  ],
  [
    'use, rotation and access',
    { query: 'last-used:never last-used:over:1d rotation:none access:read-only is:compromised' },
    'Access level: read only; Rotation: not demanded; Last used: never, over 1 day ago; Secret: compromised',
  ],
  [
    'what is half typed',
    { query: 'status:actve' },
    'The 0 API keys shown for: Containing: “status:actve”',
  ],
];

describe('a report of the keys that the page shows', () => {
  it.each(FILTERS)('has the keys shown by %s', async (_what, changes, words) => {
    const filter = { ...NO_FILTER, ...changes };
    for (const hideInactive of [false, true]) {
      const shown = shownBy(filter, hideInactive);
      const scope = shownScope(filter, hideInactive, () => shown);
      expect(reportRequestSchema.safeParse(request({ scope })).success).toBe(true);
      const isIn = scopeTest(scope, CONTEXT.now);
      const inReport = RECORDS.filter((record) =>
        isIn(reportKey({ record, sealedSecret: null }, CONTEXT.now)),
      );
      expect(inReport.map(({ id }) => id)).toEqual(shown);
      if (hideInactive) continue;
      const { about } = await documentOf(sourceOfRecords(RECORDS), { scope });
      expect(about.find(({ id }) => id === 'filter')?.value).toBe(words);
    }
  });

  it('says that inactive keys were hidden, unless a finding shows them anyway', () => {
    const half = { ...NO_FILTER, query: 'status:' };
    expect(shownScope(half, true, () => [])).toMatchObject({
      shownFor: { filters: ['status:active', 'status:'] },
    });
    expect(shownScope({ ...NO_FILTER, finding }, true, () => [])).toMatchObject({
      shownFor: { finding: 'unused', filters: [] },
    });
  });
});
