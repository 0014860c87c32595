import { cp, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApiKeyRecord } from '../../shared/keys/api-key';
import { readExport } from '../../electron/vault/transfer/export-file';
import { FORMAT_VERSION } from '../../electron/vault/format/migrations';
import { directoryContents } from '../support/directory-contents';
import { fakeKeychain, sessionOn, temporaryDirectory } from '../support/test-vault';
import { failureOf, valueOf } from '../support/sample-keys';
import { readVector } from './read-vector';
import type { ExpectedExport, Vector } from './vectors';
import { EXPORTS, readVectors } from './vectors';
import { noThrottle } from '../support/no-throttle';

// A vault of any version opens for ever, with each of its unlock methods and with the same content.

const vectors = await readVectors();

async function copyOf({ directory }: Vector): Promise<string> {
  const copy = join(await temporaryDirectory(), 'vault');
  await cp(directory, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}

/** Path inside the vault → content in hex. Modes are those of the checkout. */
async function contentsOf(directory: string): Promise<Record<string, string>> {
  const picture = await directoryContents(directory);
  const contents = Object.entries(picture).map(([path, content]) => [
    relative(directory, path).replaceAll('\\', '/'),
    content.slice(content.indexOf(' ') + 1),
  ]);
  return Object.fromEntries(contents) as Record<string, string>;
}

const without = (contents: Record<string, string>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(contents).filter(([name]) => !names.includes(name)));

const unlockMethodsOf = ({ expected: { ways } }: Vector) => [
  ...(ways.passphrase === null ? [] : (['passphrase'] as const)),
  'recovery' as const,
  ...(ways.hasKeychain ? (['keychain'] as const) : []),
];

it('there are vaults of each version that this app reads', () => {
  for (let version = 1; version <= FORMAT_VERSION; version += 1) {
    expect(vectors.filter(({ name }) => name.startsWith(`version ${version},`))).not.toEqual([]);
  }
});

/** A key of version 1 in its present form. A rotation after the snapshot tells when the secret was made. */
const completed = <K extends { record: ApiKeyRecord }>(key: K): K => ({
  ...key,
  record: {
    secretCreatedAt: expect.toBeOneOf([null, expect.any(String)]) as null,
    owner: '',
    tags: [],
    rotateEvery: null,
    compromised: null,
    ...(key.record as Partial<ApiKeyRecord>),
  } as ApiKeyRecord,
});

const versions = Array.from({ length: FORMAT_VERSION }, (_, index) => String(index + 1));

it.each(versions)(
  'an export of version %s opens with its passphrase, and with no other',
  async (version) => {
    const folder = join(EXPORTS, version);
    const bytes = await readFile(join(folder, 'keys.ownchat-vault'));
    const text = await readFile(join(folder, 'expected.json'), 'utf8');
    const expected = JSON.parse(text) as ExpectedExport;
    const read = readExport(bytes, noThrottle);
    if (!('file' in read)) throw new Error(read.problem);
    const wrong = failureOf(await read.file.open(`${expected.passphrase}x`));
    expect(wrong.code).toBe('wrong-passphrase');
    const opened = valueOf(await read.file.open(expected.passphrase));
    if (opened === 'altered') throw new Error('the export is altered');
    const keys = opened.keys.map((key) => ({
      record: key.record,
      secret: opened.openSecret(key)?.toString() ?? null,
    }));
    opened.close();
    expect(keys).toEqual(version === '1' ? expected.keys.map(completed) : expected.keys);
  },
);

describe.each(vectors)('$name: $expected.about', (vector) => {
  const { ways, changedByOpening } = vector.expected;
  const isFirst = vector.name.startsWith('version 1,');
  // Version 1 kept no deleted keys: those of the activity after the snapshot are found by replaying it.
  const content = isFirst
    ? {
        ...vector.expected.content,
        keys: vector.expected.content.keys.map(completed),
        deleted: expect.any(Array) as unknown,
      }
    : vector.expected.content;

  it.each(unlockMethodsOf(vector))('opens by the %s, and no byte is changed', async (way) => {
    const directory = await copyOf(vector);
    const before = await contentsOf(directory);
    expect(await readVector(directory, ways, way)).toEqual(content);
    const after = await contentsOf(directory);
    expect(without(after, changedByOpening)).toEqual(without(before, changedByOpening));
    for (const name of changedByOpening) expect(after[name], name).not.toBe(before[name]);
    // An interrupted operation that opening has finished is not finished again.
    expect(await readVector(directory, ways, way)).toEqual(content);
    expect(await contentsOf(directory)).toEqual(after);
  });

  it('is unlocked, recorded as unlocked at the end of its activity, and locked again', async () => {
    const directory = await copyOf(vector);
    const before = await contentsOf(directory);
    const { session, states } = sessionOn(directory, { keychain: fakeKeychain() });
    const { passphrase, recoveryCode } = ways;
    valueOf(
      await session.unlock(
        passphrase === null
          ? { method: 'recovery-code', code: recoveryCode }
          : { method: 'passphrase', passphrase },
      ),
    );
    expect(states.at(-1)).toMatchObject({ kind: 'unlocked' });
    const records = [...session.vault!.keys.values()].map(({ record }) => record);
    expect(records).toEqual(content.keys.map(({ record }) => record));
    await session.lock();
    const after = await contentsOf(directory);
    const changing = ['activity.jsonl', 'vault.json', ...changedByOpening];
    const isNew = (name: string) => !(name in before);
    const made = Object.keys(after).filter(isNew);
    // The file of version 1 becomes a backup; of ten, the oldest goes.
    const gone = Object.keys(before).filter(
      (name) => !(name in after) && !changedByOpening.includes(name),
    );
    expect(gone.length).toBeLessThanOrEqual(isFirst ? 1 : 0);
    expect(without(after, [...changing, ...made])).toEqual(without(before, [...changing, ...gone]));
    const isTorn = content.condition === 'torn';
    const isTail = made.some((name) => name.startsWith('backups'));
    // What is new is what a crash had left after the last line, and the snapshot that a tail of changes made due.
    for (const name of made) expect(name).toMatch(/^(activity\.jsonl\.torn-\d+|backups(\/.*)?)$/);
    expect(made.some((name) => name.includes('torn'))).toBe(isTorn);
    expect(after['vault.json'] === before['vault.json']).toBe(!isTail);
    const again = await readVector(directory, ways, 'recovery');
    const added = again.events.slice(content.events.length).map(({ event }) => event);
    const isReadOnly = content.condition === 'broken';
    expect(added).toEqual(isReadOnly ? [] : ['vault.unlocked', 'vault.locked']);
    const { version } = JSON.parse(await readFile(join(directory, 'vault.json'), 'utf8')) as {
      version: number;
    };
    expect(version).toBe(isReadOnly && isFirst ? 1 : FORMAT_VERSION);
    expect(again.keys).toEqual(content.keys);
    expect(again.settings).toEqual(content.settings);
    expect(again.ledger).toEqual(content.ledger);
  });
});
