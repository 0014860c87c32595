import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packagesMatch } from '../../scripts/bootstrap/packages.mjs';

let directory: string;

const zod = { version: '4.6.7', integrity: 'sha512-a' };

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'packages-test-'));
  mkdirSync(path.join(directory, 'node_modules'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function write(wanted: object, installed?: object): void {
  writeFileSync(
    path.join(directory, 'package-lock.json'),
    JSON.stringify({ packages: { '': {}, ...wanted } }),
  );
  if (installed === undefined) return;
  writeFileSync(
    path.join(directory, 'node_modules/.package-lock.json'),
    JSON.stringify({ packages: installed }),
  );
}

it('is content with what the lock file says, without other platforms’ packages', async () => {
  write({ zod, 'only-mac': { version: '1.0.0', optional: true } }, { zod });
  expect(await packagesMatch(directory)).toBe(true);
});

it.each([
  ['nothing is installed', { zod }, undefined],
  ['a package is missing', { zod }, {}],
  ['a version differs', { zod }, { zod: { ...zod, version: '4.6.6' } }],
  ['a checksum differs', { zod }, { zod: { ...zod, integrity: 'sha512-b' } }],
  ['something else is installed', { zod }, { zod, left: { version: '1.0.0' } }],
])('asks for an installation when %s', async (_what, wanted, installed) => {
  write(wanted, installed);
  expect(await packagesMatch(directory)).toBe(false);
});

it('names an unreadable lock file', async () => {
  await expect(packagesMatch(directory)).rejects.toThrow('package-lock.json cannot be read');
});
