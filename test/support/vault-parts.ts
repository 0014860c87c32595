import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActivityEvent, StoredKey } from '../../electron/vault/format/events';
import { chainStart, encodeLine } from '../../electron/vault/format/activity-line';
import { DataKey } from '../../electron/vault/crypto/data-key';
import type { FileSystem } from '../../electron/platform/disk/file-system';
import { realFileSystem } from '../../electron/platform/disk/file-system';
import type { VaultEnvironment } from '../../electron/vault/open-vault';
import type { Slot } from '../../electron/vault/format/keyslot-schema';
import { recoverySlot } from '../../electron/vault/keyslots/keyslots';
import type {
  LogPosition,
  VaultBody,
  VaultFile,
} from '../../electron/vault/format/snapshot-schema';
import { encodeVaultFile, sealVaultFile } from '../../electron/vault/format/snapshot-file';
import { vaultPaths } from '../../electron/vault/format/vault-paths';
import { storedKey } from './sample-keys';
import { temporaryDirectory } from './test-vault';

export const VAULT_ID = 'b0e8b3a4-0000-4000-8000-000000000001';
export const AT = '2026-11-23T09:12:00.000Z';

/** Always the same data key, so that a test can seal content that a vault opens. */
export const someDataKey = (): DataKey => new DataKey(Buffer.alloc(32, 7), VAULT_ID);

const stamp = (sequence: number, commitEnd = sequence) =>
  ({ sequence, commitEnd, at: AT, actor: 'tester' }) as const;

export const createdEvent = (
  sequence: number,
  key: StoredKey = storedKey(sequence),
  commitEnd = sequence,
): ActivityEvent => ({
  ...stamp(sequence, commitEnd),
  event: 'key.created',
  keyId: key.record.id,
  change: key,
});

export const deletedEvent = (
  sequence: number,
  key: StoredKey,
  commitEnd = sequence,
): ActivityEvent => ({
  ...stamp(sequence, commitEnd),
  event: 'key.deleted',
  keyId: key.record.id,
  change: { before: key.record },
});

export const unlockedEvent = (sequence: number): ActivityEvent => ({
  ...stamp(sequence),
  event: 'vault.unlocked',
  keyId: null,
  change: { method: 'passphrase' },
});

export const settingEvent = (
  sequence: number,
  name: string,
  value: Extract<ActivityEvent, { event: 'setting.changed' }>['change']['value'],
): ActivityEvent => ({
  ...stamp(sequence),
  event: 'setting.changed',
  keyId: null,
  change: { name, value },
});

/** The position before the first line. */
export const START: LogPosition = { sequence: 0, offset: 0, tag: chainStart(VAULT_ID) };

/** Lines in the vault's format, and the position after each. */
export function linesOf(events: readonly ActivityEvent[], from: LogPosition = START) {
  const dataKey = someDataKey();
  const lines: Buffer[] = [];
  const positions: LogPosition[] = [];
  let at = from;
  for (const event of events) {
    const { line, tag } = encodeLine(event, at.tag, VAULT_ID, dataKey);
    at = { sequence: event.sequence, tag, offset: at.offset + line.length };
    lines.push(line);
    positions.push(at);
  }
  return { lines, positions, bytes: Buffer.concat(lines), end: at };
}

export const someFile = (
  body: Partial<VaultBody> = {},
  slots: Slot[] = [recoverySlot(Buffer.alloc(32, 7), VAULT_ID, 'A'.repeat(32))],
): VaultFile =>
  sealVaultFile(
    { vaultId: VAULT_ID, createdAt: AT, slots },
    { log: START, keys: [], settings: {}, ...body },
    someDataKey(),
  );

/** An environment with a directory of its own, and a vault of the given parts in it. */
export async function environmentWith(
  parts: { file?: VaultFile; activity?: Uint8Array; fs?: FileSystem } = {},
): Promise<VaultEnvironment & { directory: string }> {
  const directory = join(await temporaryDirectory(), 'vault');
  const paths = vaultPaths(directory);
  await mkdir(directory, { mode: 0o700 });
  if (parts.file) await writeFile(paths.vault, encodeVaultFile(parts.file), { mode: 0o600 });
  if (parts.activity) await writeFile(paths.activity, parts.activity, { mode: 0o600 });
  const now = () => Date.parse(AT);
  return { fs: parts.fs ?? realFileSystem, paths, actor: 'tester', now, directory };
}
