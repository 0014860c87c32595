import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { moreAccess } from '../../../../shared/keys/access-change';
import type { ImportCandidate, ImportDecision } from '../../../../shared/transfer/transfer';
import { generateSecret, hashSecret } from '../../../../electron/keys/secret';
import { NOW, replaceRecord, reviewOf, vaultOf } from '../../../support/import-review';
import { failureOf, someRecord, valueOf } from '../../../support/sample-keys';

const LEAKED = someRecord(1, {
  name: 'Leaked',
  enabled: false,
  expiresAt: '2027-01-31T22:59:59.999Z',
  allowedIps: ['10.0.0.0/8'],
  scopes: ['contacts:read'],
});
const fixture = (name: string) =>
  readFile(new URL(`../../../fixtures/import/${name}`, import.meta.url));
const replaceAll = (found: readonly ImportCandidate[], moreAccessToo = false): ImportDecision[] =>
  found.map(({ index, choices }) => ({
    index,
    choice: choices.includes('replace') ? 'replace' : (choices[0] ?? 'skip'),
    moreAccess: moreAccessToo,
  }));

describe('a value that a row lacks', () => {
  it.each(['01-row-that-says-little.json', '02-empty-cells.csv'])(
    'leaves the field unchanged: %s',
    async (name) => {
      for (const scopes of [[], ['contacts:read']]) {
        const vault = vaultOf([LEAKED]);
        const { desk, found } = await reviewOf(vault, await fixture(name), scopes);
        expect(found[0]).toMatchObject({ differences: ['note'], moreAccess: [] });
        expect(valueOf(await desk.apply(replaceAll(found)))).toMatchObject({
          replaced: 1,
          added: 1,
        });
        expect(vault.keys.get(LEAKED.id)?.record).toEqual({
          ...LEAKED,
          note: 'owner: sales',
          updatedAt: new Date(NOW).toISOString(),
        });
      }
    },
  );

  it.each([
    ';',
    ' | ',
    '\u200b;\u200b',
    '',
    '-',
    'null',
    'NULL',
    'None',
    'n/a',
    '#N/A',
    'NaT',
    '\u00a0',
    '  ',
  ])('may be written as %j', async (cell) => {
    const { found } = await reviewOf(
      vaultOf([LEAKED]),
      `name,status,expires,ips,scopes,note\nLeaked,${cell},${cell},${cell},${cell},x\n`,
    );
    expect(found[0]).toMatchObject({ problems: [], differences: ['note'], moreAccess: [] });
  });

  it('may be a short row or an empty list', async () => {
    const short = await reviewOf(vaultOf([LEAKED]), 'name,note,status,expires,ips\nLeaked,x\n');
    expect(short.found[0]?.differences).toEqual(['note']);
    const list = '[{"name":"Leaked","note":"x","allowedIps":[],"scopes":[],"expiresAt":null}]';
    const empty = await reviewOf(vaultOf([LEAKED]), list);
    expect(empty.found[0]?.differences).toEqual(['note']);
  });
});

describe('a row that grants more access', () => {
  const WIDER: [string, string, object][] = [
    ['status', 'active', { field: 'enabled' }],
    ['expires', 'never', { field: 'expiresAt', before: LEAKED.expiresAt, after: null }],
    ['expires', '2027-02-02T00:00:00Z', { field: 'expiresAt' }],
    ['ips', 'any', { field: 'allowedIps', before: ['10.0.0.0/8'], after: [] }],
    ['ips', '10.0.0.0/7', { field: 'allowedIps' }],
    ['ips', '"10.1.0.0/16, 192.0.2.1"', { field: 'allowedIps' }],
    ['scopes', 'contacts:write', { field: 'scopes', added: ['contacts:write'] }],
    ['scopes', 'Full access', { field: 'scopes' }],
    ['secret', generateSecret('live'), { field: 'secret' }],
  ];

  it.each(WIDER)(
    "%s %s is reported, and not applied without the user's consent",
    async (...args) => {
      const [column, cell, gain] = args;
      const vault = vaultOf([LEAKED]);
      const file = `name,${column}\nLeaked,${cell}\n`;
      const { desk, found } = await reviewOf(vault, file);
      expect(found[0]?.moreAccess).toEqual([expect.objectContaining(gain)]);
      expect(failureOf(await desk.apply(replaceAll(found)))).toEqual({
        code: 'import-gives-more',
        names: ['Leaked'],
      });
      expect(vault.keys.get(LEAKED.id)?.record).toEqual(LEAKED);
      valueOf(await desk.apply(replaceAll(found, true)));
      expect(moreAccess(LEAKED, vault.keys.get(LEAKED.id)!.record)).not.toEqual([]);
    },
  );

  it.each([
    ['status', 'inactive'],
    ['expires', '2026-12-31'],
    ['ips', '10.20.0.0/16'],
    ['scopes', 'contacts:read'],
  ])('is not one that grants less: %s %s', async (column, cell) => {
    const { found } = await reviewOf(vaultOf([LEAKED]), `name,${column}\nLeaked,${cell}\n`);
    expect(found[0]?.moreAccess).toEqual([]);
  });

  it('is asked about again when the key was restricted since the review', async () => {
    const open = { ...LEAKED, enabled: true, allowedIps: [] };
    const vault = vaultOf([open]);
    const { desk, found } = await reviewOf(vault, 'name,status,expires\nLeaked,active,never\n');
    expect(found[0]?.moreAccess.map(({ field }) => field)).toEqual(['expiresAt']);
    replaceRecord(vault, { ...open, enabled: false });
    expect(failureOf(await desk.apply(replaceAll(found, true))).code).toBe('import-gives-more');
    expect(vault.keys.get(open.id)?.record.enabled).toBe(false);
  });

  it('is asked about again when its name passed to another key since the review', async () => {
    const leaked = { ...LEAKED, expiresAt: null, allowedIps: [] };
    const payroll = someRecord(2, { name: 'Payroll', enabled: false, scopes: ['api-keys:write'] });
    const vault = vaultOf([leaked, payroll]);
    const { desk, found } = await reviewOf(vault, 'name,status\nLeaked,active\n');
    replaceRecord(vault, { ...leaked, name: 'Old' });
    replaceRecord(vault, { ...payroll, name: 'Leaked' });
    expect(failureOf(await desk.apply(replaceAll(found, true))).code).toBe('import-gives-more');
    expect(vault.keys.get(payroll.id)?.record.enabled).toBe(false);
  });

  it('cannot return under another name with a present or previous secret of a key', async () => {
    const secret = generateSecret('live');
    const before = generateSecret('live');
    const key = someRecord(2, {
      name: 'Mine',
      enabled: false,
      secretHash: hashSecret(secret),
      previousSecret: { hash: hashSecret(before), validUntil: '2026-01-01T00:00:00.000Z' },
    });
    for (const each of [secret, before]) {
      const vault = vaultOf([key]);
      const file = `name,scopes,secret\nOther,tags:read,${each}\n`;
      for (const choice of ['add', 'rename'] as const) {
        const { desk, found } = await reviewOf(vault, file);
        expect(found[0]?.choices).toEqual(['skip', 'replace']);
        expect(valueOf(await desk.apply([{ index: 0, choice }]))).toMatchObject({ skipped: 1 });
        expect(vault.keys.size).toBe(1);
      }
    }
  });
});
