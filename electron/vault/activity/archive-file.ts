import { join } from 'node:path';
import { z } from 'zod';
import { instantSchema } from '../../../shared/keys/api-key';
import type { FileSystem } from '../../platform/disk/file-system';
import { DataKey } from '../crypto/data-key';
import type { OpenedLog } from './line-reader';
import { openIfThere } from './line-reader';
import { secretContext } from '../crypto/secret-context';
import { sealedSchema, unseal } from '../crypto/aead';
import type { LogPosition, LogStart } from '../format/snapshot-schema';

/** Name of the sealed setting that lists the archives. */
export const ARCHIVES_SETTING = 'activity-archives';

/**
 * Context that an archive's key is sealed under. It follows the form that `SecretReencryption`
 * expects.
 */
export const ARCHIVE_KEY_NAME = `${ARCHIVES_SETTING} key`;

const archiveSchema = z.strictObject({
  file: z.string().regex(/^activity-\d{1,16}-\d{1,16}-[0-9a-f]{8}\.sealed$/),
  /** sequence numbers of its first and last event, and when they were recorded */
  first: z.int().positive(),
  last: z.int().positive(),
  firstAt: instantSchema,
  lastAt: instantSchema,
  /** the tag that its first line is chained to */
  start: z.string().max(64),
  /** its size in bytes, and the tag of its last line, which authenticates the whole chain */
  size: z.int().positive(),
  tag: z.string().max(64),
  /** the tag its last line had in the activity; the next line of the activity is chained to it */
  tagBefore: z.string().max(64),
  /** the archive's own data key, sealed like a secret */
  key: sealedSchema,
});
/** An archived part of the activity, as the vault's settings describe it. */
export type ActivityArchive = z.infer<typeof archiveSchema>;

/** Why an archive is not good. */
export type ArchiveProblem = 'missing' | 'altered';

/**
 * The archives of the events before `start`, oldest first. An archive that was recorded before a
 * crash, while its events stayed in the activity, is left out.
 *
 * @param start the line before the first line of the activity
 */
export function archivesOf(
  settings: ReadonlyMap<string, unknown>,
  start: LogStart,
): ActivityArchive[] {
  const parsed = z.array(archiveSchema).safeParse(settings.get(ARCHIVES_SETTING) ?? []);
  if (!parsed.success) return [];
  return parsed.data
    .filter(({ last }) => last <= start.sequence)
    .toSorted((a, b) => a.first - b.first);
}

/**
 * The first line of an archive, in plain text: names the kind of file, the vault and the events.
 */
export const archiveHead = (
  vaultId: string,
  { first, last }: Pick<ActivityArchive, 'first' | 'last'>,
): Buffer => {
  const format = 'ownchat-keys-activity-archive';
  return Buffer.from(`${JSON.stringify({ format, version: 1, vaultId, first, last })}\n`);
};

/**
 * Opens an archive, passes it to `read` like an activity, and closes it.
 *
 * @param dataKey the data key of the vault
 * @param read gets the archive and the start of its chain
 * @returns the result of `read`; `missing` when there is no file, `altered` when it is not the file
 * that was written
 * @throws the system error when the file exists and cannot be read
 */
export async function readArchive<T>(
  { fs, directory }: { fs: FileSystem; directory: string },
  vaultId: string,
  archive: ActivityArchive,
  dataKey: DataKey,
  read: (log: OpenedLog, start: LogPosition) => Promise<T>,
): Promise<T | ArchiveProblem> {
  const key = unseal(dataKey.for('secret'), archive.key, secretContext(ARCHIVE_KEY_NAME));
  if (key === null) return 'altered';
  const own = new DataKey(key, vaultId);
  try {
    const handle = await openIfThere(fs, join(directory, archive.file));
    if (handle === null) return 'missing';
    try {
      const head = archiveHead(vaultId, archive);
      const found = Buffer.alloc(head.length);
      const { bytesRead } = await handle.read(found, 0, found.length, 0);
      const { size } = await handle.stat();
      const isOurs = bytesRead === head.length && found.equals(head) && size === archive.size;
      if (!isOurs) return 'altered';
      const end = { sequence: archive.last, offset: archive.size, tag: archive.tag };
      const start = { sequence: archive.first - 1, offset: head.length, tag: archive.start };
      return await read({ handle, size, end, vaultId, dataKey: own }, start);
    } finally {
      await handle.close();
    }
  } finally {
    own.destroy();
  }
}
