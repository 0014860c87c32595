import type { FileHandle } from 'node:fs/promises';
import { apiKeyRecordSchema } from '../../../shared/keys/api-key';
import { moreAccess } from '../../../shared/keys/access-change';
import { nameIdentity } from '../../../shared/keys/name-identity';
import { ok } from '../../../shared/lib/result';
import type { ImportChoice, ImportDecision } from '../../../shared/transfer/transfer';
import { ImportSession } from '../../../electron/transfer/import-session';
import type { UnsealedFile } from '../../../electron/transfer/import-session-options';
import { hashSecret, isSecret } from '../../../electron/keys/secret';
import { changesBetween } from '../../../electron/vault/state/diff-keys';
import { NOW, vaultOf } from '../../support/import-review';
import { someRecord } from '../../support/sample-keys';
import { holds, holdsSame } from '../target';

/** Keys that an import might widen, each limited in another way. */
const HERE = [
  someRecord(1, { name: 'CRM sync (Zoho)', enabled: false, scopes: ['contacts:read'] }),
  someRecord(2, { name: 'Billing', allowedIps: ['10.0.0.0/8'], scopes: ['contacts:read'] }),
  someRecord(3, {
    name: 'Leaked',
    expiresAt: '2027-01-31T22:59:59.999Z',
    secretHash: hashSecret('x'),
  }),
];
const HERE_BEFORE = new Map(HERE.map((record) => [record.id, structuredClone(record)]));
const CHOICES: readonly ImportChoice[] = ['replace', 'add', 'rename'];

/** A file system with one file. */
const fileOf = (bytes: Buffer) => ({
  open: async () =>
    ({
      stat: async () => ({ isFile: () => true, size: bytes.length }),
      read: async (buffer: Buffer, offset: number, length: number, position: number) => ({
        bytesRead: bytes.copy(buffer, offset, position, position + length),
      }),
      close: async () => undefined,
    }) as unknown as FileHandle,
});

/**
 * Imports a file with the default mapping and the choices that change most, without any consent.
 *
 * @param unsealed the content of a sealed file
 * @returns the vault's new keys
 */
export async function importAll(bytes: Buffer, name: string, unsealed?: UnsealedFile) {
  const vault = vaultOf(HERE);
  const desk = new ImportSession({
    fs: fileOf(bytes),
    vault: () => vault,
    now: () => NOW,
    isSecret,
    hashSecret,
    changesBetween,
    readSealed: () =>
      unsealed ? { file: { open: async () => ok(unsealed) } } : { problem: 'altered' },
    mayHold: async () => true,
    onOpened: () => undefined,
  });
  const opened = await desk.importFile(`/keys/${name}`);
  if (!opened.ok) {
    holds(opened.failure.code === 'import-refused', `refused as ${opened.failure.code}`);
    return [];
  }
  holds(!hasSecret(opened.value), 'the page is shown no secret');
  const read =
    opened.value.kind === 'table'
      ? await desk.map(opened.value.guess, { environment: 'live', scopes: ['contacts:read'] })
      : await desk.unseal('x');
  holds(read.ok, 'what was opened can be reviewed');
  holds(!hasSecret(read.value), 'the review shows no secret');
  const decisions = read.value.map(({ index, choices, moreAccess: gains }): ImportDecision => ({
    index,
    choice:
      CHOICES.find(
        (choice) => choices.includes(choice) && (choice !== 'replace' || gains.length === 0),
      ) ?? 'skip',
  }));
  const greedy = read.value.map(({ index, choices }): ImportDecision => ({
    index,
    choice: CHOICES.find((choice) => choices.includes(choice)) ?? 'skip',
  }));
  const refused = await desk.apply(greedy);
  if (!refused.ok) {
    holds(refused.failure.code === 'import-gives-more', `refused as ${refused.failure.code}`);
    holdsSame([...vault.keys.keys()], [...HERE_BEFORE.keys()], 'the keys after a refusal');
    const applied = await desk.apply(decisions);
    holds(applied.ok, 'what gives no more is imported');
  }
  const names = new Set<string>();
  for (const { record } of vault.keys.values()) {
    holds(apiKeyRecordSchema.safeParse(record).success, `a record: ${JSON.stringify(record)}`);
    holds(!names.has(nameIdentity(record.name)), `two keys are called ${record.name}`);
    names.add(nameIdentity(record.name));
    const before = HERE_BEFORE.get(record.id);
    if (before) holdsSame(moreAccess(before, record), [], 'what a key here gained unasked');
  }
  return [...vault.keys.values()].flatMap(({ record }) =>
    HERE_BEFORE.has(record.id) ? [] : [record],
  );
}

/** The output is JSON, in which no character of a secret is escaped. */
const hasSecret = (shown: unknown): boolean =>
  (JSON.stringify(shown).match(/ock_(?:live|test)_[0-9A-Za-z]{46}/g) ?? []).some(isSecret);
