import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { reportedSecret } from '../../../../shared/keys/reported-secret';
import { columnsOf } from '../../../../shared/reports/columns';
import { ok } from '../../../../shared/lib/result';
import type { ReportFormat } from '../../../../shared/reports/report';
import type { ImportCandidate, ImportChoice } from '../../../../shared/transfer/transfer';
import { YEAR_MS } from '../../../support/vault-with-history';
import { replaceRecord, reviewOf, sealedReviewOf, vaultOf } from '../../../support/import-review';
import { bytesOf, documentOf, request, sourceOfRecords } from '../../../support/report-parts';
import { keysOf } from '../../../support/small-vault';
import { failureOf, newKey, someRecord, valueOf } from '../../../support/sample-keys';
import { PROOF, createdVault, sessionOn, temporaryDirectory } from '../../../support/test-vault';

async function place(name = 'Zoho') {
  const directory = join(await temporaryDirectory(), 'vault');
  const made = await createdVault(directory);
  const keys = keysOf(made);
  const { apiKey, secret } = valueOf(await keys.create(newKey({ name })));
  const vault = made.session.vault!;
  const record: ApiKeyRecord = vault.keys.get(apiKey.id)!.record;
  return { ...made, directory, keys, vault, record, secret };
}

type Place = Awaited<ReturnType<typeof place>>;

/** Deletes the key of a vault; returns the time. */
async function deleted(made: Place): Promise<string> {
  made.clock.now += 1_000;
  valueOf(await made.keys.delete([made.record.id]));
  return new Date(made.clock.now).toISOString();
}

const report = async (record: ApiKeyRecord, format: ReportFormat, withHash = false) =>
  bytesOf(
    await documentOf(sourceOfRecords([record]), {
      format,
      columns: columnsOf('inventory')
        .map(({ id }) => id)
        .filter((id) => withHash || (id !== 'secretHash' && id !== 'hint')),
      options: request().options,
    }),
  );

const allTo = (found: readonly ImportCandidate[], choice: ImportChoice, moreAccess = false) =>
  found.map(({ index }) => ({ index, choice, moreAccess }));

const OTHER = someRecord(9).id;
type Read = (made: Place) => ReturnType<typeof reviewOf>;
const FILES: [string, Read][] = [
  ['CSV by its name', ({ vault }) => reviewOf(vault, 'name,scopes\nZOHO ,tags:read\n')],
  [
    'CSV by its secret',
    ({ vault, secret }) => reviewOf(vault, `name,scopes,secret\nX,tags:read,${secret}\n`),
  ],
  [
    'JSON by its name',
    ({ vault }) => reviewOf(vault, '[{"name":"Zoho","scopes":["tags:read"],"enabled":false}]'),
  ],
  ...(['csv', 'json', 'ndjson', 'xlsx'] as const).flatMap((format): [string, Read][] => [
    [
      `${format} report by its id`,
      async ({ vault, record }) =>
        reviewOf(vault, await report({ ...record, name: 'Other' }, format)),
    ],
    [
      `${format} report by the hash of its secret`,
      async ({ vault, record }) =>
        reviewOf(vault, await report({ ...record, id: OTHER, name: 'Other' }, format, true)),
    ],
  ]),
  ['encrypted file', ({ vault, record }) => sealedReviewOf(vault, [record])],
  [
    'encrypted file by its id alone',
    ({ vault, record }) =>
      sealedReviewOf(vault, [{ ...record, name: 'Other', secretHash: 'cd'.repeat(32) }]),
  ],
  [
    'encrypted file by its secret alone',
    ({ vault, record }) => sealedReviewOf(vault, [{ ...record, name: 'Other', id: OTHER }]),
  ],
  [
    'encrypted file in which it is the secret before',
    ({ vault, record }) =>
      sealedReviewOf(vault, [
        someRecord(9, {
          previousSecret: { hash: record.secretHash, validUntil: '2099-01-01T00:00:00.000Z' },
        }),
      ]),
  ],
];

describe('a key that was deleted here', () => {
  it.each(FILES)("returns only with the user's consent: %s", async (_what, read) => {
    const made = await place();
    const at = await deleted(made);
    const { desk, found } = await read(made);
    expect(found).toMatchObject([
      { status: 'deleted', choices: ['skip', 'add'], past: { kind: 'deleted', at } },
    ]);
    expect(failureOf(await desk.apply(allTo(found, 'add')))).toEqual({
      code: 'import-gives-more',
      names: [found[0]?.name],
    });
    expect(made.vault.keys.size).toBe(0);
    expect(valueOf(await desk.apply(allTo(found, 'add', true)))).toMatchObject({ added: 1 });
    expect(made.vault.keys.size).toBe(1);
  });

  it('stays reported as compromised when an older file brings it back', async () => {
    const made = await place();
    const compromised = { at: '2026-11-23T09:12:00.000Z', reason: 'in a log' };
    const change = { before: { compromised: null }, after: { compromised } };
    const keyId = made.record.id;
    valueOf(await made.vault.commit(() => ok([{ event: 'key.updated', keyId, change }])));
    await deleted(made);
    const { desk, found } = await sealedReviewOf(made.vault, [made.record]);
    valueOf(await desk.apply(allTo(found, 'add', true)));
    const [back] = [...made.vault.keys.values()];
    expect(back?.record).toMatchObject({ compromised, enabled: false });
  });

  it('is recognised by its previous names and secrets', async () => {
    const made = await place();
    valueOf(await made.keys.rotate(made.record.id, 'none', null));
    valueOf(await made.keys.rotate(made.record.id, 'none', null));
    valueOf(await made.keys.update(made.record.id, { name: 'Renamed' }));
    await deleted(made);
    for (const file of ['Zoho,tags:read,', `X,tags:read,${made.secret}`]) {
      const { found } = await reviewOf(made.vault, `name,scopes,secret\n${file}\n`);
      expect(found).toMatchObject([{ status: 'deleted' }]);
    }
  });

  it('is reported beside a key that has its name now, whatever is chosen', async () => {
    const made = await place();
    const at = await deleted(made);
    valueOf(await made.keys.create(newKey({ name: 'Zoho' })));
    const { desk, found } = await sealedReviewOf(made.vault, [made.record]);
    expect(found).toMatchObject([{ status: 'clash', past: { kind: 'deleted', at } }]);
    for (const choice of ['rename', 'replace'] as const) {
      expect(failureOf(await desk.apply(allTo(found, choice))).code).toBe('import-gives-more');
    }
    valueOf(await desk.apply(allTo(found, 'rename', true)));
    expect(made.vault.keys.get(made.record.id)?.record.name).toBe('Zoho (2)');
  });

  it('is not reported once it exists again, under any id', async () => {
    const made = await place();
    await deleted(made);
    const { desk, found } = await sealedReviewOf(made.vault, [{ ...made.record, id: OTHER }]);
    valueOf(await desk.apply(allTo(found, 'add', true)));
    const again = await sealedReviewOf(made.vault, [{ ...made.record }]);
    expect(again.found).toMatchObject([{ status: 'same', past: null }]);
  });

  it('is noticed when it was deleted after the review, or created and deleted in between', async () => {
    const made = await place();
    const same = await reviewOf(made.vault, 'name,note\nZoho,x\n');
    const other = await reviewOf(made.vault, 'name,scopes\nBot,tags:read\n');
    const bot = valueOf(await made.keys.create(newKey({ name: 'Bot' })));
    await deleted(made);
    valueOf(await made.keys.delete([bot.apiKey.id]));
    expect(failureOf(await same.desk.apply(allTo(same.found, 'replace'))).code).toBe(
      'import-outdated',
    );
    expect(failureOf(await other.desk.apply(allTo(other.found, 'add', true))).code).toBe(
      'import-gives-more',
    );
    expect(made.vault.keys.size).toBe(0);
  });

  it('is recognised when only the sync ledger has its tombstone', async () => {
    const record = someRecord(1);
    const vault = vaultOf([]);
    const entries = new Map([[record.id, { deleted: 'both' as const }]]);
    const { found } = await sealedReviewOf({ ...vault, ledger: { entries } }, [record]);
    expect(found).toMatchObject([{ status: 'deleted', past: { kind: 'deleted', at: null } }]);
  });

  it('is recognised from an archive of the activity; a missing archive is reported', async () => {
    const made = await place();
    const at = await deleted(made);
    made.clock.now += 2 * YEAR_MS;
    // Events that a backup needs are not archived.
    for (let number = 1; number <= 12; number += 1) {
      valueOf(await made.keys.create(newKey({ name: `New ${number}` })));
      valueOf(await made.vault.snapshot());
    }
    const archive = valueOf(await made.session.archiveActivity(made.clock.now - YEAR_MS));
    const found = async () => {
      const again = sessionOn(made.directory);
      await made.session.lock();
      valueOf(await again.session.unlock(PROOF));
      const review = await reviewOf(again.session.vault!, 'name,scopes\nZoho,tags:read\n');
      await again.session.lock();
      return review.found;
    };
    expect(await found()).toMatchObject([{ status: 'deleted', past: { at } }]);
    await unlink(join(made.directory, 'archive', archive.file));
    expect(await found()).toMatchObject([{ status: 'new', past: { kind: 'unknown' } }]);
  });
});

describe('a secret that was rotated out here', () => {
  it("opens its key again only with the user's consent, however long ago that was", async () => {
    const made = await place();
    made.clock.now += 1_000;
    const at = new Date(made.clock.now).toISOString();
    valueOf(await made.keys.rotate(made.record.id, 'none', null));
    made.clock.now += 1_000;
    valueOf(await made.keys.rotate(made.record.id, 'none', null));
    for (const name of ['Zoho', 'Other']) {
      const file = `name,scopes,secret\n${name},tags:read,${made.secret}\n`;
      const { desk, found } = await reviewOf(made.vault, file);
      expect(found).toMatchObject([
        { status: 'differs', choices: ['skip', 'replace'], past: { kind: 'rotated', at } },
      ]);
      expect(failureOf(await desk.apply(allTo(found, 'replace'))).code).toBe('import-gives-more');
      expect(valueOf(await desk.apply(allTo(found, 'add', true)))).toMatchObject({ skipped: 1 });
    }
  });

  it('comes back with the report of it, and its key inactive, from any file', async () => {
    const made = await place();
    const id = made.record.id;
    const compromised = { at: '2090-01-01T00:00:00.000Z', reason: 'in a log' };
    const change = { before: { compromised: null }, after: { compromised } };
    valueOf(await made.vault.commit(() => ok([{ event: 'key.updated', keyId: id, change }])));
    valueOf(await made.keys.rotate(id, 'none', null));
    expect(made.vault.keys.get(id)?.record).toMatchObject({ compromised: null });
    const files: Read[] = [
      ({ vault, secret }) => reviewOf(vault, `name,secret\nZoho,${secret}\n`),
      ({ vault, record }) =>
        sealedReviewOf(vault, [{ ...record, secretCreatedAt: '2095-01-01T00:00:00.000Z' }]),
    ];
    for (const read of files) {
      const { desk, found } = await read(made);
      valueOf(await desk.apply(allTo(found, 'replace', true)));
      const { record } = made.vault.keys.get(id)!;
      expect(record).toMatchObject({ enabled: false, compromised });
      expect(record.secretHash).toBe(made.record.secretHash);
      expect(reportedSecret({ ...record, graceUntil: null }, made.clock.now)).toBe('present');
      valueOf(await made.keys.rotate(id, 'none', null));
      valueOf(await made.keys.setEnabled([id], true));
    }
  });

  it('and was reported does not come back while its grace period runs', async () => {
    const made = await place();
    const id = made.record.id;
    const at = new Date(made.clock.now).toISOString();
    const compromised = { at, reason: 'in a log' };
    const change = { before: { compromised: null }, after: { compromised } };
    valueOf(await made.vault.commit(() => ok([{ event: 'key.updated', keyId: id, change }])));
    made.clock.now += 1_000;
    valueOf(await made.keys.rotate(id, 'week', null));
    const { desk, found } = await reviewOf(made.vault, `name,secret\nZoho,${made.secret}\n`);
    valueOf(await desk.apply(allTo(found, 'replace', true)));
    const { record } = made.vault.keys.get(id)!;
    expect(record).toMatchObject({ enabled: false, compromised });
    expect(reportedSecret({ ...record, graceUntil: null }, made.clock.now)).toBe('present');
  });

  it('does not open another key', async () => {
    const made = await place();
    valueOf(await made.keys.rotate(made.record.id, 'none', null));
    valueOf(await made.keys.rotate(made.record.id, 'none', null));
    const other = valueOf(await made.keys.create(newKey({ name: 'Other' }))).apiKey;
    const { record } = made.vault.keys.get(other.id)!;
    const { found } = await sealedReviewOf(made.vault, [
      { ...record, secretHash: made.record.secretHash },
    ]);
    expect(found).toMatchObject([{ status: 'invalid', problems: [{ problem: 'of-another-key' }] }]);
  });
});

describe('a key that is inactive because its secret was reported', () => {
  const compromised = { at: '2026-11-10T00:00:00.000Z', reason: 'in a log' };
  const record = someRecord(1, {
    enabled: false,
    secretCreatedAt: '2026-11-01T00:00:00.000Z',
    compromised,
  });

  it.each([
    ['does not know the report', { compromised: null }],
    ['names an earlier one', { compromised: { at: '2020-01-01T00:00:00.000Z', reason: '' } }],
    [
      'names a later time of the secret',
      { compromised: null, secretCreatedAt: '2026-11-20T00:00:00.000Z' },
    ],
  ])('stays so when a file %s', async (_what, fields) => {
    const vault = vaultOf([record]);
    const changed = { ...record, ...fields, enabled: true, note: 'from the file' };
    const { desk, found } = await sealedReviewOf(vault, [changed]);
    valueOf(await desk.apply(allTo(found, 'replace', true)));
    const { updatedAt } = vault.keys.get(record.id)!.record;
    expect(vault.keys.get(record.id)?.record).toEqual({
      ...record,
      note: 'from the file',
      updatedAt,
    });
  });
});

describe('a key that changes during the review', () => {
  const record = someRecord(1, { name: 'Zoho' });
  const file = 'name,note\nZoho,from the file\n';

  it.each([
    ['edited', { note: 'mine' }],
    ['renamed', { name: 'Zoho 2' }],
    ['restricted', { enabled: false }],
    ['given a new secret', { secretHash: 'cd'.repeat(32) }],
  ])('is not replaced when it was %s', async (_what, changes) => {
    const vault = vaultOf([record]);
    const { desk, found } = await reviewOf(vault, file);
    replaceRecord(vault, { ...record, ...changes });
    for (const agreed of [false, true]) {
      expect(failureOf(await desk.apply(allTo(found, 'replace', agreed)))).toEqual({
        code: 'import-outdated',
        names: ['Zoho'],
      });
    }
    expect(vault.keys.get(record.id)?.record).toEqual({ ...record, ...changes });
  });

  it('is not replaced when another key has its name now', async () => {
    const vault = vaultOf([record]);
    const { desk, found } = await reviewOf(vault, file);
    replaceRecord(vault, { ...record, name: 'Old' });
    replaceRecord(vault, someRecord(2, { name: 'Zoho' }));
    expect(failureOf(await desk.apply(allTo(found, 'replace'))).code).toBe('import-outdated');
  });

  it('is not added beside a new key of its name, nor skipped silently', async () => {
    const vault = vaultOf([]);
    const { desk, found } = await reviewOf(vault, 'name,scopes\nZoho,tags:read\n');
    replaceRecord(vault, record);
    expect(failureOf(await desk.apply(allTo(found, 'add'))).code).toBe('import-outdated');
    expect(vault.keys.get(record.id)?.record).toEqual(record);
  });

  it('is replaced when it was only used meanwhile, and is skipped when chosen', async () => {
    const vault = vaultOf([record]);
    const used = await reviewOf(vault, file);
    replaceRecord(vault, { ...record, lastUsedAt: '2026-11-29T11:00:00.000Z' });
    valueOf(await used.desk.apply(allTo(used.found, 'replace')));
    const skipped = await reviewOf(vault, file);
    replaceRecord(vault, { ...record, note: 'other' });
    expect(valueOf(await skipped.desk.apply(allTo(skipped.found, 'skip')))).toMatchObject({
      skipped: 1,
    });
  });
});
