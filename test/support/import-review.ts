import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiKeyRecord } from '../../shared/keys/api-key';
import { nameIdentity } from '../../shared/keys/name-identity';
import type { RuleJudge } from '../../shared/rules/change-judge';
import type { ImportCandidate } from '../../shared/transfer/transfer';
import { ImportSession } from '../../electron/transfer/import-session';
import { ok } from '../../shared/lib/result';
import type { StoredKey } from '../../electron/lib/vault-port';
import type { ImportDraft, ImportVault } from '../../electron/transfer/import-vault';
import type { PastEvent } from '../../electron/transfer/import-vault';
import { realFileSystem } from '../../electron/platform/disk/file-system';
import { hashSecret, isSecret } from '../../electron/keys/secret';
import { changesBetween } from '../../electron/vault/state/diff-keys';
import { valueOf } from './sample-keys';
import { temporaryDirectory } from './test-vault';

/** The time of the imports in these tests. */
export const NOW = Date.parse('2026-11-29T12:00:00.000Z');

/** The part of a vault in memory that an import needs; `import-session.test.ts` uses a real one. */
export function vaultOf(
  records: readonly ApiKeyRecord[],
  past: readonly PastEvent[] = [],
): ImportVault {
  const keys = new Map<string, StoredKey>(
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
    deleted: new Map(),
    ledger: { entries: new Map() },
    activity: {
      end: { sequence: past.length },
      archives: [],
      readBack: async (_, take) => {
        past.toReversed().every((event) => take(event, { sequence: event.sequence - 1 }));
        return ok({ brokenLine: null });
      },
      readArchiveBack: async () => ok(undefined),
    },
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

/** Changes a key of such a vault during the review. */
export const replaceRecord = ({ keys }: ImportVault, record: ApiKeyRecord): void => {
  (keys as Map<string, StoredKey>).set(record.id, { record, sealedSecret: null });
};

const deskOn = (vault: ImportVault, sealed: readonly StoredKey[] = [], judge?: () => RuleJudge) =>
  new ImportSession({
    ...(judge && { judge }),
    fs: realFileSystem,
    vault: () => vault,
    now: () => NOW,
    isSecret,
    hashSecret,
    changesBetween,
    readSealed: () => ({
      file: {
        open: async () => ok({ keys: sealed, openSecret: () => null, close: () => undefined }),
      },
    }),
    mayHold: async () => true,
    onOpened: () => undefined,
  });

interface Review {
  desk: ImportSession;
  found: ImportCandidate[];
}

/** The review of a plain file with the detected choices. */
export async function reviewOf(
  vault: ImportVault,
  content: string | Buffer,
  scopes: string[] = [],
): Promise<Review> {
  const path = join(await temporaryDirectory(), 'keys.txt');
  await writeFile(path, content);
  const desk = deskOn(vault);
  const opened = valueOf(await desk.importFile(path));
  if (opened.kind !== 'table') throw new Error('no table');
  return { desk, found: valueOf(await desk.map(opened.guess, { environment: 'live', scopes })) };
}

/** The review of an encrypted file with these keys. */
export async function sealedReviewOf(
  vault: ImportVault,
  records: readonly ApiKeyRecord[],
  judge?: () => RuleJudge,
): Promise<Review> {
  const path = join(await temporaryDirectory(), 'x.ownchat-vault');
  await writeFile(path, '{}');
  const desk = deskOn(
    vault,
    records.map((record) => ({ record, sealedSecret: null })),
    judge,
  );
  valueOf(await desk.importFile(path));
  return { desk, found: valueOf(await desk.unseal('x')) };
}
