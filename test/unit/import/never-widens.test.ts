import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moreAccess } from '../../../shared/access-change';
import type { ApiKeyRecord } from '../../../shared/api-key';
import type { ImportCandidate, ImportChoice, ImportDecision } from '../../../shared/transfer';
import { ImportDesk } from '../../../electron/import/import-desk';
import type { ImportDraft, ImportVault, StoredEntry } from '../../../electron/import/import-vault';
import { realFileSystem } from '../../../electron/disk/file-system';
import { generateSecret, hashSecret, isSecret } from '../../../electron/keys/secret';
import { changesBetween } from '../../../electron/vault/key-difference';
import { nameIdentity } from '../../../shared/name-identity';
import { ok } from '../../../shared/result';
import { failureOf, someRecord, valueOf } from '../../support/some-key';
import { temporaryDirectory } from '../../support/test-vault';

const NOW = Date.parse('2026-11-29T12:00:00.000Z');

/** A vault in memory, as far as an import asks for one; the real one is in `import-desk.test.ts`. */
function vaultOf(records: readonly ApiKeyRecord[]): ImportVault {
  const keys = new Map<string, StoredEntry>(
    records.map((record) => [record.id, { record, sealedSecret: null }]),
  );
  const put = (draft: ImportDraft) => {
    if (draft.event === 'key.created') keys.set(draft.keyId, draft.change);
    const entry = draft.keyId === null ? undefined : keys.get(draft.keyId);
    if ((draft.event === 'key.updated' || draft.event === 'key.rotated') && entry) {
      keys.set(draft.keyId, { ...entry, record: { ...entry.record, ...draft.change.after } });
    }
  };
  return {
    keys,
    ledger: { entries: new Map() },
    actor: 'tester',
    idOfName: (name) =>
      [...keys.values()].find(({ record }) => nameIdentity(record.name) === nameIdentity(name))
        ?.record.id,
    commit: async (prepare) => {
      const drafts = prepare();
      if (!drafts.ok) return drafts;
      for (const draft of drafts.value) put(draft);
      return ok([]);
    },
    sealSecret: () => ({ nonce: '', ciphertext: '', tag: '' }),
  };
}

const deskOn = (vault: ImportVault, sealed: readonly StoredEntry[] = []) =>
  new ImportDesk({
    fs: realFileSystem,
    vault: () => vault,
    now: () => NOW,
    isSecret,
    hashSecret,
    changesBetween,
    readSealed: () => ({
      file: {
        open: async () => ({ keys: sealed, openSecret: () => null, close: () => undefined }),
      },
    }),
    mayHold: async () => true,
    onOpened: () => undefined,
  });

async function reviewOf(
  vault: ImportVault,
  content: string | Buffer,
  scopes: string[] = [],
): Promise<{ desk: ImportDesk; found: ImportCandidate[] }> {
  const path = join(await temporaryDirectory(), 'keys.txt');
  await writeFile(path, content);
  const desk = deskOn(vault);
  const opened = valueOf(await desk.importFile(path));
  if (opened.kind !== 'table') throw new Error('no table');
  return { desk, found: valueOf(desk.map(opened.guess, { environment: 'live', scopes })) };
}

const LEAKED = someRecord(1, {
  name: 'Leaked',
  enabled: false,
  expiresAt: '2027-01-31T22:59:59.999Z',
  allowedIps: ['10.0.0.0/8'],
  scopes: ['contacts:read'],
});
const fixture = (name: string) =>
  readFile(new URL(`../../fixtures/import/${name}`, import.meta.url));
const replaceAll = (found: readonly ImportCandidate[], moreAccessToo = false): ImportDecision[] =>
  found.map(({ index, choices }) => ({
    index,
    choice: choices.includes('replace') ? 'replace' : (choices[0] ?? 'skip'),
    moreAccess: moreAccessToo,
  }));

describe('what a row does not say', () => {
  it.each(['01-row-that-says-little.json', '02-empty-cells.csv'])(
    'stays as it is: %s',
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
  ])('is said by %j neither', async (cell) => {
    const { found } = await reviewOf(
      vaultOf([LEAKED]),
      `name,status,expires,ips,scopes,note\nLeaked,${cell},${cell},${cell},${cell},x\n`,
    );
    expect(found[0]).toMatchObject({ problems: [], differences: ['note'], moreAccess: [] });
  });

  it('is not said by a row that is short, or an empty list', async () => {
    const short = await reviewOf(vaultOf([LEAKED]), 'name,note,status,expires,ips\nLeaked,x\n');
    expect(short.found[0]?.differences).toEqual(['note']);
    const list = '[{"name":"Leaked","note":"x","allowedIps":[],"scopes":[],"expiresAt":null}]';
    const empty = await reviewOf(vaultOf([LEAKED]), list);
    expect(empty.found[0]?.differences).toEqual(['note']);
  });
});

describe('a row that gives more access', () => {
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

  it.each(WIDER)('%s %s is told, and is not done unless a person agreed', async (...args) => {
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
  });

  it.each([
    ['status', 'inactive'],
    ['expires', '2026-12-31'],
    ['ips', '10.20.0.0/16'],
    ['scopes', 'contacts:read'],
  ])('is not one that gives less: %s %s', async (column, cell) => {
    const { found } = await reviewOf(vaultOf([LEAKED]), `name,${column}\nLeaked,${cell}\n`);
    expect(found[0]?.moreAccess).toEqual([]);
  });

  it('is asked about again when the key here was restricted since it was shown', async () => {
    const open = { ...LEAKED, enabled: true, allowedIps: [] };
    const vault = vaultOf([open]);
    const { desk, found } = await reviewOf(vault, 'name,status,expires\nLeaked,active,never\n');
    expect(found[0]?.moreAccess.map(({ field }) => field)).toEqual(['expiresAt']);
    (vault.keys as Map<string, StoredEntry>).set(open.id, {
      record: { ...open, enabled: false },
      sealedSecret: null,
    });
    expect(failureOf(await desk.apply(replaceAll(found, true))).code).toBe('import-gives-more');
    expect(vault.keys.get(open.id)?.record.enabled).toBe(false);
  });

  it('cannot come back under another name with the secret of a key that is here, or was', async () => {
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

describe('an import without that consent', () => {
  const pick = <T>(...values: T[]) => fc.constantFrom(...values);
  const words = {
    status: pick('', 'active', 'inactive', 'yes', 'FALSE', 'expired', 'null'),
    expires: pick('', 'never', '2026-12-31', '31.01.2027', '1/2/2028', '2030-01-01T00:00:00Z', '-'),
    ips: pick(
      '',
      ';',
      '|',
      'any',
      '*',
      '10.0.0.0/8',
      '10.1.0.0/16',
      '0.0.0.0/0',
      '2001:db8::/32',
      'none',
    ),
    scopes: pick(
      '',
      ';',
      'contacts:read',
      'Contacts: Write',
      'Full access',
      'Reads everything',
      'contacts:read;tags:read',
    ),
    environment: pick('', 'live', 'test'),
  };
  const secrets = [generateSecret('live'), generateSecret('live'), generateSecret('live')];
  const hashes = secrets.map(hashSecret);
  const row = fc.record({
    name: pick('Leaked', 'LEAKED ', 'Other', 'Third', 'New'),
    ...words,
    secret: pick('', '', '', ...secrets),
  });
  const record = (number: number, name: string) =>
    fc
      .record({
        enabled: fc.boolean(),
        expiresAt: pick(null, '2026-01-01T00:00:00.000Z', '2027-06-01T00:00:00.000Z'),
        allowedIps: pick<string[]>([], ['10.0.0.0/8'], ['10.1.0.0/16', '192.0.2.0/24']),
        scopes: pick<string[]>(['contacts:read'], ['contacts:write', 'tags:read'], ['new:read']),
        environment: pick<'live' | 'test'>('live', 'test'),
        secretHash: pick(hashes[number] ?? '', 'cd'.repeat(32)),
        previousSecret: pick(null, {
          hash: hashes[2] ?? '',
          validUntil: '2026-12-01T00:00:00.000Z',
        }),
      })
      .map((fields) => someRecord(number, { name, ...fields }));
  const records = fc.tuple(record(0, 'Leaked'), record(1, 'Other'));
  const choice = pick<ImportChoice>('add', 'replace', 'replace', 'rename', 'skip');

  const expectNoMore = (before: readonly ApiKeyRecord[], vault: ImportVault) => {
    for (const each of before) {
      expect(moreAccess(each, vault.keys.get(each.id)!.record)).toEqual([]);
      // Nor does its secret open another key.
      const opened = [...vault.keys.values()].filter(
        ({ record: { secretHash } }) => secretHash === each.secretHash,
      );
      expect(opened.filter(({ record: { id } }) => id !== each.id)).toHaveLength(
        before.filter(({ id, secretHash }) => id !== each.id && secretHash === each.secretHash)
          .length,
      );
    }
  };

  it('never widens a key that is here on any axis, whatever a plain file says', async () => {
    await fc.assert(
      fc.asyncProperty(
        records,
        fc.array(row, { minLength: 1, maxLength: 4 }),
        fc.array(choice, { minLength: 4, maxLength: 4 }),
        async (before, rows, choices) => {
          const vault = vaultOf(before);
          const columns = Object.keys(rows[0] ?? {});
          const file = [columns, ...rows.map((each) => Object.values(each))];
          const { desk } = await reviewOf(vault, file.map((cells) => cells.join(',')).join('\n'), [
            'tags:read',
          ]);
          await desk.apply(
            rows.map((_, index) => ({ index, choice: choices[index] ?? 'replace' })),
          );
          expectNoMore(before, vault);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('never widens a key that is here, whatever an encrypted file says', async () => {
    const directory = await temporaryDirectory();
    const path = join(directory, 'x.ownchat-vault');
    await writeFile(path, '{}');
    const sealed = fc.oneof(record(0, 'Leaked'), record(1, 'Other'), record(0, 'Third'));
    await fc.assert(
      fc.asyncProperty(
        records,
        fc.array(sealed, { minLength: 1, maxLength: 4 }),
        fc.array(choice, { minLength: 4, maxLength: 4 }),
        async (before, keys, choices) => {
          const vault = vaultOf(before);
          const desk = deskOn(
            vault,
            keys.map((each) => ({ record: each, sealedSecret: null })),
          );
          valueOf(await desk.importFile(path));
          const found = valueOf(await desk.unseal('x'));
          await desk.apply(
            found.map(({ index }) => ({ index, choice: choices[index] ?? 'replace' })),
          );
          expectNoMore(before, vault);
        },
      ),
      { numRuns: 400 },
    );
  });
});
