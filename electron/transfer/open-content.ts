import type { ImportSessionOptions, SealedFile } from './import-session-options';
import type { PlainFile } from './tables/plain-file';
import { readPlainFile } from './tables/plain-file';
import { readImportFile } from './read-file';
import type { ReadResult } from './refusal';
import { refuse } from './refusal';

/** The content of a file to import. */
export type Content =
  | { kind: 'sealed'; file: SealedFile }
  /** `bytes` are kept for reading again with other choices, and zeroed on close */
  | { kind: 'table'; plain: PlainFile; bytes: Buffer };

/** Reads the parts of a file that need no passphrase. */
export async function openContent(
  path: string,
  { fs, readSealed }: Pick<ImportSessionOptions, 'fs' | 'readSealed'>,
): Promise<ReadResult<Content>> {
  const read = await readImportFile(fs, path);
  if (!read.ok) return read;
  const { isSealed, bytes } = read.value;
  if (isSealed) {
    const sealed = readSealed(bytes);
    return 'file' in sealed
      ? { ok: true, value: { kind: 'sealed', file: sealed.file } }
      : refuse(sealed.problem);
  }
  const plain = await readPlainFile(bytes, {});
  if (plain.ok) return { ok: true, value: { kind: 'table', plain: plain.value, bytes } };
  bytes.fill(0);
  return plain;
}
