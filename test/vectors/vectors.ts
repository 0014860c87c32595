import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiKeyRecord } from '../../shared/keys/api-key';
import type { VectorContent, UnlockMethodsOfVector } from './read-vector';

/** Vaults that were made once, by the version of the format that their folder names. They never change. */
export const VECTORS = join(import.meta.dirname, '../fixtures/vaults');

/** Exports, one for each version. */
export const EXPORTS = join(import.meta.dirname, '../fixtures/exports');

/** The content of `expected.json` beside an export. */
export interface ExpectedExport {
  passphrase: string;
  keys: { record: ApiKeyRecord; secret: string | null }[];
}

/** The content of `expected.json` beside a vault. */
export interface Expected {
  /** a sentence: the state that the vault is an example of */
  about: string;
  ways: UnlockMethodsOfVector;
  /** files that opening alone changes, takes away or makes; of all others no byte changes */
  changedByOpening: string[];
  content: VectorContent;
}

export interface Vector {
  name: string;
  /** the vault's folder */
  directory: string;
  expected: Expected;
}

/** All vectors of all versions, from files: a test has to know them before it runs. */
export async function readVectors(): Promise<Vector[]> {
  const vectors: Vector[] = [];
  for (const version of (await readdir(VECTORS)).toSorted()) {
    for (const each of (await readdir(join(VECTORS, version))).toSorted()) {
      const folder = join(VECTORS, version, each);
      const text = await readFile(join(folder, 'expected.json'), 'utf8');
      const expected = JSON.parse(text) as Expected;
      const directory = join(folder, 'vault');
      vectors.push({ name: `version ${version}, ${each}`, directory, expected });
    }
  }
  return vectors;
}
