import { randomUUID } from 'node:crypto';
import { access, cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generateSecret, hashSecret } from '../../electron/keys/secret';
import { NewExport } from '../../electron/vault/transfer/export-file';
import { FORMAT_VERSION } from '../../electron/vault/format/migrations';
import { hintOf } from '../../shared/keys/secret-format';
import { CHEAP_COST } from '../support/cheap-cost';
import { someRecord } from '../support/sample-keys';
import { PASSPHRASE, temporaryDirectory } from '../support/test-vault';
import { AT } from '../support/vault-parts';
import { RECIPES } from './recipes';
import { readVector } from './read-vector';
import type { Expected, ExpectedExport } from './vectors';
import { EXPORTS, VECTORS } from './vectors';

// Makes the missing vaults: one for each recipe, in the present version of the format. Existing vaults are never made
// again. `expected.json` is written from what the new vault contains: read it before you commit it.

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

it('export', async () => {
  const folder = join(EXPORTS, String(FORMAT_VERSION));
  if (await isThere(folder)) return;
  const made = await NewExport.begin(randomUUID(), PASSPHRASE, CHEAP_COST, AT);
  const secret = generateSecret('live');
  const records = [
    someRecord(1, {
      name: 'CRM sync (Zoho) 客',
      secretHash: hashSecret(secret),
      hint: hintOf(secret),
    }),
    someRecord(2, { enabled: false, expiresAt: '2027-01-31T22:59:59.999Z' }),
  ];
  const keys = records.map((record, index) => ({ record, secret: index === 0 ? secret : null }));
  await mkdir(folder, { recursive: true });
  const exported = keys.map((key) => ({
    ...key,
    secret: key.secret === null ? null : Buffer.from(key.secret),
  }));
  await writeFile(join(folder, 'keys.ownchat-vault'), made.encode(exported));
  made.forget();
  const expected: ExpectedExport = { passphrase: PASSPHRASE, keys };
  await writeFile(join(folder, 'expected.json'), `${JSON.stringify(expected, null, 1)}\n`);
});
