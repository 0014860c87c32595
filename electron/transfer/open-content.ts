import type { DeskOptions, SealedFile } from './desk-options';
import type { PlainFile } from './tables/plain-file';
import { readPlainFile } from './tables/plain-file';
import { readImportFile } from './read-file';
import type { Read } from './refusal';
import { refuse } from './refusal';

/** What a file that is imported has in it. */
export type Content =
  | { kind: 'sealed'; file: SealedFile }
  /** `bytes` are kept to be read in another way, and zeroed when the file is let go of */
  | { kind: 'table'; plain: PlainFile; bytes: Buffer };

/** Reads a file as far as it goes without a passphrase. */
export async function openContent(
  path: string,
  { fs, readSealed }: Pick<DeskOptions, 'fs' | 'readSealed'>,
): Promise<Read<Content>> {
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
