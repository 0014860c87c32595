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

/** The sealed setting that says which archives there are. */
export const ARCHIVES_SETTING = 'activity-archives';

/** What the key of an archive is bound to: the place where it stands, so that `Resealer` finds it. */
export const ARCHIVE_KEY_NAME = `${ARCHIVES_SETTING} key`;

const archiveSchema = z.strictObject({
  file: z.string().regex(/^activity-\d{1,16}-\d{1,16}-[0-9a-f]{8}\.sealed$/),
  /** numbers of its first and its last event, and when they were recorded */
  first: z.int().positive(),
  last: z.int().positive(),
  firstAt: instantSchema,
  lastAt: instantSchema,
  /** what its first line is chained to */
  start: z.string().max(64),
  /** where it ends: its size in bytes, and the tag of its last line, which stands for all of it */
  size: z.int().positive(),
  tag: z.string().max(64),
  /** the tag that its last line had in the activity: what the line after it is chained to */
  tagBefore: z.string().max(64),
  /** its own data key, sealed like a secret */
  key: sealedSchema,
});
/** A part of the activity in a sealed file of its own, as the vault remembers it. */
export type ActivityArchive = z.infer<typeof archiveSchema>;

/** What an archive is not, if it is not good. */
export type ArchiveProblem = 'missing' | 'altered';

/**
 * The archives that stand before the activity, oldest first. One that was recorded and then not taken out of the activity,
 * because a crash came between, says nothing that is not there still: it does not count.
 *
 * @param start the line before the first one of the activity
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

/** The first line of an archive, which says to anybody what the file is. */
export const archiveHead = (
  vaultId: string,
  { first, last }: Pick<ActivityArchive, 'first' | 'last'>,
): Buffer => {
  const format = 'ownchat-keys-activity-archive';
  return Buffer.from(`${JSON.stringify({ format, version: 1, vaultId, first, last })}\n`);
};

/**
 * Opens an archive, lets it be read like an activity, and closes it.
 *
 * @param dataKey of the vault
 * @param read is given the archive and where its chain begins
 * @returns what `read` gives; `missing` when there is no file, `altered` when it is not the one that was written
 * @throws the system error when it is there and cannot be read
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
