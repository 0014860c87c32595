import { access, cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FORMAT_VERSION } from '../../electron/vault/migrations';
import { temporaryDirectory } from '../support/test-vault';
import { RECIPES } from './recipes';
import { readVector } from './read-vector';
import type { Expected } from './vectors';
import { VECTORS } from './vectors';

// Makes a vault of each recipe with the present version of the format, unless it is there: a new version adds its own,
// and none that was made before is ever made again. What they are expected to say is what they say now: read it before
// it is committed.

it.each(RECIPES)('$name', async ({ name, about, make }) => {
  const folder = join(VECTORS, String(FORMAT_VERSION), name);
  if (await isThere(folder)) return;
  const vault = join(await temporaryDirectory(), 'vault');
  const {
    changedByOpening = [],
    passphrase = null,
    hasKeychain = false,
    recoveryCode,
  } = await make(vault);
  const ways = { passphrase, recoveryCode, hasKeychain };
  await mkdir(folder, { recursive: true });
  await cp(vault, join(folder, 'vault'), { recursive: true });
  const content = await readVector(vault, ways, 'recovery');
  const expected: Expected = { about, ways, changedByOpening, content };
  await writeFile(join(folder, 'expected.json'), `${JSON.stringify(expected, null, 1)}\n`);
  expect(content.vaultId).toHaveLength(36);
});

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
