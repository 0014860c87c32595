import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprint } from '../../scripts/bootstrap/build.mjs';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'build-test-'));
  mkdirSync(path.join(directory, 'electron/vault'), { recursive: true });
  writeFileSync(path.join(directory, 'electron/vault/vault.ts'), 'one');
  writeFileSync(path.join(directory, 'tsconfig.json'), '{}');
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

it('stays the same while no source changes', async () => {
  const before = await fingerprint(directory);
  writeFileSync(path.join(directory, 'README.md'), 'more');
  expect(await fingerprint(directory)).toBe(before);
});

it.each([
  ['a new file', (root: string) => writeFileSync(path.join(root, 'electron/new.ts'), '')],
  ['a removed file', (root: string) => rmSync(path.join(root, 'electron/vault/vault.ts'))],
  [
    'another size',
    (root: string) => writeFileSync(path.join(root, 'electron/vault/vault.ts'), 'longer'),
  ],
  ['another time', (root: string) => utimesSync(path.join(root, 'electron/vault/vault.ts'), 1, 1)],
  ['configuration', (root: string) => writeFileSync(path.join(root, 'tsconfig.json'), '{ }')],
])('changes with %s', async (_what, change) => {
  const before = await fingerprint(directory);
  change(directory);
  expect(await fingerprint(directory)).not.toBe(before);
});
