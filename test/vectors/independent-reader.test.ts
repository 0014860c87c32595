import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { temporaryDirectory } from '../support/test-vault';
import type { Credential } from './independent-reader';
import { readBackup, readSnapshot, readVault } from './independent-reader';

// docs/architecture/vault-format.md is enough to read a vault: a program that was written from it opens all fixtures.

const FIXTURES = join(import.meta.dirname, '../fixtures');
const VERSIONS = ['1', '2'];

/**
 * Vaults whose first backup the activity does not continue: it was lost up to event 11, or it is under another data key,
 * because early versions of the app did not encrypt backups again.
 */
const CUT_OFF: Record<string, string[]> = {
  1: ['begun-anew', 'data-key', 'data-key-cut-short'],
  2: ['begun-anew'],
};

interface Expected {
  about: string;
  ways: { passphrase: string | null; recoveryCode: string };
  content: {
    vaultId: string;
    keys: { record: { id: string }; secret: string | null; usage: unknown }[];
    /** not in those of version 1 */
    deleted: { record: { id: string }; secret: string | null; deletedAt: string }[];
    settings: Record<string, unknown>;
    ledger: unknown;
    events: { sequence: number; event: string }[];
  };
}

const byId = (a: { record: { id: string } }, b: { record: { id: string } }) =>
  a.record.id < b.record.id ? -1 : 1;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('the independent reader imports Node and an Argon2 package only', () => {
  const source = readFileSync(join(import.meta.dirname, 'independent-reader.ts'), 'utf8');
  const imported = [...source.matchAll(/from '([^']+)'|import\(/g)].map(([, name]) => name);
  expect(new Set(imported)).toEqual(
    new Set(['@node-rs/argon2', 'node:crypto', 'node:fs', 'node:path']),
  );
});

const vaults = VERSIONS.flatMap((version) =>
  readdirSync(join(FIXTURES, 'vaults', version)).map((name) => {
    const folder = join(FIXTURES, 'vaults', version, name);
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
    return { version, name, directory: join(folder, 'vault'), expected };
  }),
);

describe.each(vaults)(
  'version $version, $name: $expected.about',
  ({ version, name, directory, expected }) => {
    const { ways, content } = expected;
    const recoveryCode = { recoveryCode: ways.recoveryCode };
    const credentials: [string, Credential][] = [['recovery code', recoveryCode]];
    const { passphrase } = ways;
    if (passphrase !== null) credentials.push(['passphrase', { passphrase }]);

    it.each(credentials)('is read as a whole by the %s', async (_method, credential) => {
      const read = await readVault(directory, credential);
      expect(read.vaultId).toBe(content.vaultId);
      expect(read.keys.toSorted(byId)).toEqual(content.keys.toSorted(byId));
      expect(read.settings).toEqual(content.settings);
      expect(read.events).toEqual(content.events);
      if (version !== '1')
        expect(read.deleted.toSorted(byId)).toEqual(content.deleted.toSorted(byId));
      // Early vaults have no ledger; of the others, no fixture has a change of it after its snapshot.
      expect(read.ledger ?? { cursor: null, entries: [] }).toEqual(content.ledger);
    });

    it('has secrets in its activity that fit the hashes of their keys', async () => {
      const { events, secretsOfEvents } = await readVault(directory, recoveryCode);
      let compared = 0;
      for (const event of events) {
        const secret = secretsOfEvents.get(event.sequence);
        if (secret === undefined) continue;
        const change = event['change'] as Record<string, { secretHash?: string }>;
        expect(sha256(secret)).toBe((change['record'] ?? change['after'])?.secretHash);
        compared += 1;
      }
      const hasSecrets = !['new', 'names', 'older-fields'].includes(name);
      expect(compared > 0).toBe(hasSecrets);
    });

    it('has backups from which the activity leads to the present keys', async () => {
      const folder = join(directory, 'backups');
      const names = existsSync(folder) ? readdirSync(folder) : [];
      const present = content.keys.map(({ record, secret }) => ({ record, secret })).toSorted(byId);
      for (const backup of names) {
        const keys = await readBackup(
          directory,
          backup,
          passphrase ? { passphrase } : recoveryCode,
        );
        const isLost = CUT_OFF[version]?.includes(name) && backup === 'vault-0000000000000001.json';
        expect(keys?.toSorted(byId) ?? null, backup).toEqual(isLost ? null : present);
      }
    });
  },
);

test.each(VERSIONS)('an export of version %s is read with its passphrase', async (version) => {
  const folder = join(FIXTURES, 'exports', version);
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
    passphrase: string;
    keys: { record: { id: string }; secret: string | null }[];
  };
  const path = join(folder, 'keys.ownchat-vault');
  expect(await readSnapshot(path, { passphrase: expected.passphrase })).toEqual(expected.keys);
});

describe('a vault', () => {
  const { directory, expected } = vaults.find(({ name }) => name === 'keys')!;

  it('does not open by a wrong passphrase', async () => {
    await expect(readVault(directory, { passphrase: 'wrong horse battery' })).rejects.toThrow(
      'unable to authenticate',
    );
  });

  it('has a header that the checksum finds damaged and the seal of the body finds altered', async () => {
    const copy = await temporaryDirectory();
    await cp(directory, copy, { recursive: true });
    const path = join(copy, 'vault.json');
    const altered = readFileSync(path, 'utf8').replace('"sequence":11', '"sequence":10');
    await writeFile(path, altered);
    await expect(readVault(copy, { recoveryCode: expected.ways.recoveryCode })).rejects.toThrow(
      'the header is damaged',
    );
    const { checksum, body, ...header } = JSON.parse(altered) as Record<string, unknown>;
    const json = JSON.stringify(header, (_name, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
    await writeFile(path, altered.replace(String(checksum), sha256(json)));
    expect(body).toBeDefined();
    await expect(readVault(copy, { recoveryCode: expected.ways.recoveryCode })).rejects.toThrow(
      'unable to authenticate',
    );
  });
});
