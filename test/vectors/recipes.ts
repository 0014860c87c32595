import { appendFile, cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActivityDraft } from '../../electron/vault/format/events';
import { RepairService } from '../../electron/vault/session/repair-service';
import { CredentialChanges } from '../../electron/vault/operations/change-credentials';
import { ok } from '../../shared/lib/result';
import { archived } from '../support/archived-vault';
import { CHEAP_COST } from '../support/cheap-cost';
import { vaultWithHistory } from '../support/vault-with-history';
import { HOSTILE_NAMES } from '../support/report-parts';
import { keysOf } from '../support/small-vault';
import { keyId, newKey, someRecord, valueOf } from '../support/sample-keys';
import type { TestSession } from '../support/test-vault';
import {
  PASSPHRASE,
  PROOF,
  acceptAnyPassphrase,
  createdVault,
  fakeKeychain,
  noKeychain,
  sessionOn,
} from '../support/test-vault';
import { olderVault } from './older-vault';
import type { Expected } from './vectors';

/** What is made, and how it opens. */
interface Made {
  recoveryCode: string;
  passphrase?: string;
  hasKeychain?: boolean;
  changedByOpening?: Expected['changedByOpening'];
}

interface Recipe {
  name: string;
  about: string;
  /** Makes the vault in the directory and lets go of it. */
  make(directory: string): Promise<Made>;
}

const made = (recoveryCode: string, more: Partial<Made> = {}): Made => ({
  recoveryCode,
  passphrase: PASSPHRASE,
  ...more,
});

/** Keys of all kinds: changed, disabled, limited, expiring, rotated with a grace, deleted. */
async function fill(session: TestSession): Promise<string[]> {
  const keys = keysOf(session);
  const create = async (fields: Parameters<typeof newKey>[0]) =>
    valueOf(await keys.create(newKey(fields))).apiKey.id;
  const live = await create({ name: 'CRM sync (Zoho)', note: 'owner: sales\nsecond line' });
  const test = await create({
    name: 'Test runner',
    environment: 'test',
    scopes: ['contacts:read'],
  });
  const limited = await create({
    name: 'Billing',
    expiresAt: '2027-01-31T22:59:59.999Z',
    allowedIps: ['10.0.0.0/8', '2001:db8::/32'],
  });
  const gone = await create({ name: 'Gone' });
  valueOf(
    await keys.update(live, {
      scopes: ['contacts:read'],
      name: 'CRM sync',
      owner: 'Ada Lovelace',
      tags: ['crm', 'Zürich'],
      rotateEvery: 90,
    }),
  );
  valueOf(await keys.setEnabled([test, limited], false));
  valueOf(await keys.rotate(live, 'day'));
  valueOf(await keys.delete([gone, test]));
  valueOf(await keys.restore([test]));
  return [live, test, limited];
}

const commit = async ({ session }: TestSession, drafts: ActivityDraft[]) =>
  valueOf(await session.vault!.commit(() => ok(drafts)));

/** The files of an open vault, as a crash would leave them now. */
async function crash(session: TestSession, directory: string): Promise<void> {
  const copy = `${directory}.copy`;
  await cp(directory, copy, { recursive: true });
  await session.session.lock();
  await rm(directory, { recursive: true });
  await rename(copy, directory);
}

export const RECIPES: Recipe[] = [
  {
    name: 'new',
    about: 'a vault that was just made',
    make: async (directory) => {
      const { session, recoveryCode } = await createdVault(directory);
      await session.lock();
      return made(recoveryCode);
    },
  },
  {
    name: 'keys',
    about: 'a vault with keys of all kinds, locked in good order',
    make: async (directory) => {
      const vault = await createdVault(directory);
      await fill(vault);
      await vault.session.lock();
      return made(vault.recoveryCode);
    },
  },
  {
    name: 'tail',
    about: 'a vault whose app was killed: its keys stand in the activity alone',
    make: async (directory) => {
      const vault = await createdVault(directory);
      await fill(vault);
      await crash(vault, directory);
      return made(vault.recoveryCode);
    },
  },
  {
    name: 'torn',
    about: 'a vault whose app was killed while it wrote a line',
    make: async (directory) => {
      const vault = await createdVault(directory);
      await fill(vault);
      await crash(vault, directory);
      const activity = join(directory, 'activity.jsonl');
      const [line = ''] = (await readFile(activity, 'utf8')).split('\n').slice(-2);
      await appendFile(activity, line.slice(0, 100));
      return made(vault.recoveryCode);
    },
  },
  {
    name: 'broken',
    about: 'a vault with an altered line in its activity, which opens for reading only',
    make: async (directory) => {
      const vault = await createdVault(directory);
      await fill(vault);
      await crash(vault, directory);
      const activity = join(directory, 'activity.jsonl');
      const lines = (await readFile(activity, 'utf8')).split('\n');
      const line = lines.at(-4) ?? '';
      lines[lines.length - 4] = line.replace(/(?<="ciphertext":".{20})./, (sign) =>
        sign === 'A' ? 'B' : 'A',
      );
      await writeFile(activity, lines.join('\n'));
      return made(vault.recoveryCode);
    },
  },
  {
    name: 'backups',
    about: 'a vault with backups',
    make: async (directory) => {
      const vault = await createdVault(directory);
      await fill(vault);
      for (const name of ['Second', 'Third', 'Fourth']) {
        valueOf(await vault.session.vault!.snapshot());
        valueOf(await keysOf(vault).create(newKey({ name })));
      }
      await vault.session.lock();
      return made(vault.recoveryCode);
    },
  },
  {
    name: 'archive',
    about: 'a vault whose old activity was archived',
    make: async (directory) => {
      const vault = await archived(await vaultWithHistory({ directory }));
      await vault.session.lock();
      return made(vault.recoveryCode);
    },
  },
  {
    name: 'data-key',
    about: 'a vault under its second data key, passphrase and recovery code',
    make: async (directory) => {
      const vault = await createdVault(directory);
      await fill(vault);
      const code = await changeDataKeyOf(vault);
      await vault.session.lock();
      return made(code);
    },
  },
  {
    name: 'data-key-cut-short',
    about:
      'a vault whose app was killed between the two files that a change of the data key replaces',
    make: async (directory) => {
      const vault = await createdVault(directory);
      await fill(vault);
      const activity = join(directory, 'activity.jsonl');
      const before = await readFile(activity);
      const code = await changeDataKeyOf(vault);
      await crash(vault, directory);
      await rename(activity, `${activity}.next`);
      await writeFile(activity, before);
      return made(code, { changedByOpening: ['activity.jsonl', 'activity.jsonl.next'] });
    },
  },
  {
    name: 'begun-anew',
    about: 'a vault whose activity was lost, and begun anew by a recovery',
    make: async (directory) => {
      const vault = await createdVault(directory);
      await fill(vault);
      await vault.session.lock();
      await rm(join(directory, 'activity.jsonl'));
      const again = sessionOn(directory);
      const care = new RepairService({ ...again, chooseFolder: async () => null });
      valueOf(await care.find(PROOF));
      valueOf(await care.use());
      valueOf(await keysOf(again).create(newKey({ name: 'After the recovery' })));
      await again.session.lock();
      return made(vault.recoveryCode);
    },
  },
  {
    name: 'synced',
    about: 'a vault that syncs: what was agreed, what is on its way, questions, usage, settings',
    make: async (directory) => {
      const vault = await createdVault(directory);
      const [first = '', second = '', third = ''] = await fill(vault);
      await commit(vault, [
        {
          event: 'setting.changed',
          keyId: null,
          change: {
            name: 'sync-endpoint',
            value: { url: 'https://keys.example.org/v1/buckets/a' },
          },
        },
        ...syncEvents(first, second, third),
      ]);
      valueOf(await keysOf(vault).update(first, { note: 'not sent yet' }));
      await vault.session.lock();
      return made(vault.recoveryCode);
    },
  },
  {
    name: 'keychain',
    about: 'a vault that opens by a keychain, too',
    make: async (directory) => {
      const vault = await createdVault(directory, { keychain: fakeKeychain() });
      await fill(vault);
      await vault.session.lock();
      return made(vault.recoveryCode, { hasKeychain: true });
    },
  },
  {
    name: 'names',
    about: 'a vault with names that are hard to read and to write',
    make: async (directory) => {
      const vault = await createdVault(directory, { actor: 'Zoë 客 "x" \\ 🤖' });
      const drafts = HOSTILE_NAMES.map((name, index): ActivityDraft => {
        const record = someRecord(index + 1, {
          name,
          integration: name,
          note: `${name}\n\t\u2028`,
        });
        return { event: 'key.created', keyId: record.id, change: { record, sealedSecret: null } };
      });
      await commit(vault, drafts);
      await vault.session.lock();
      return made(vault.recoveryCode);
    },
  },
  {
    name: 'older-fields',
    about:
      'a vault without what was added later: origins, ledger, usage, settings, a line for each key',
    make: async (directory) => made(await olderVault(directory)),
  },
];

async function changeDataKeyOf({ session }: TestSession): Promise<string> {
  const security = new CredentialChanges({
    session,
    keychain: noKeychain,
    kdfCost: async () => CHEAP_COST,
    ratePassphrase: acceptAnyPassphrase,
  });
  const { recoveryCode } = valueOf(await security.prepareDataKey(PASSPHRASE));
  valueOf(await security.confirmRecoveryCode());
  return recoveryCode;
}

function syncEvents(first: string, second: string, third: string): ActivityDraft[] {
  const usage = { until: '2026-11-22', counts: [4, 0, 7] };
  const conflict = { field: 'note', base: '', mine: 'a', theirs: 'b', held: 'b' } as const;
  return [
    {
      event: 'sync.agreed',
      actor: 'endpoint keys.example.org',
      keyId: null,
      change: {
        cursor: 1_700_000_000_123,
        entries: [
          { id: first, lastModified: 1_700_000_000_120, extra: { team: { name: 'sales' } } },
          { id: second, lastModified: null, sent: { note: 'sent' } },
          { id: third, lastModified: 1_700_000_000_121, conflicts: [conflict] },
          { id: keyId(7), lastModified: 1_700_000_000_100, deleted: 'both', name: 'Old' },
          { id: keyId(8), lastModified: 1_700_000_000_110, deleted: 'here', name: 'Removed' },
        ],
      },
    },
    {
      event: 'usage.received',
      actor: 'endpoint keys.example.org',
      keyId: null,
      change: {
        cursor: 1_700_000_000_200,
        entries: [{ id: first, before: null, lastUsedAt: '2026-11-22T10:00:00.000Z', usage }],
      },
    },
  ];
}
