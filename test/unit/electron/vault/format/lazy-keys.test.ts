import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredKey } from '../../../../../electron/vault/format/events';
import { canonicalJson } from '../../../../../electron/vault/crypto/canonical-json';
import { seal } from '../../../../../electron/vault/crypto/aead';
import { LazyKeys } from '../../../../../electron/vault/format/lazy-keys';
import { VaultContent } from '../../../../../electron/vault/state/vault-content';
import { unsealVaultFile } from '../../../../../electron/vault/format/snapshot-file';
import { keyId, storedKey } from '../../../../support/sample-keys';
import {
  START,
  createdEvent,
  deletedEvent,
  someDataKey,
  someFile,
  unlockedEvent,
} from '../../../../support/vault-parts';

/** Names that resemble the separators of keys, and few instants, so that many keys share one. */
const someKeys = fc
  .array(
    fc.record({
      name: fc.oneof(
        fc.string(),
        fc.constantFrom('a,\nb', '"createdAt":"1', '},\n{', '\\","createdAt":"9', 'Zoë'),
      ),
      createdAt: fc.integer({ min: 0, max: 9 }).map((day) => new Date(day * 1e9).toISOString()),
    }),
    { maxLength: 60, size: 'max' },
  )
  .map((all) => all.map((fields, index) => storedKey(index + 1, fields)));

async function unreadOf(keys: StoredKey[]): Promise<LazyKeys> {
  const file = someFile({ log: START, keys });
  const unread = new LazyKeys();
  expect(await unsealVaultFile(file, someDataKey(), unread)).toMatchObject({ keys: [] });
  return unread;
}

function allOf(unread: LazyKeys): StoredKey[] {
  const keys: StoredKey[] = [];
  for (let some = unread.next(); some !== null; some = unread.next()) keys.push(...some);
  return keys;
}

const byAge = ({ record: a }: StoredKey, { record: b }: StoredKey): number =>
  a.createdAt + a.id < b.createdAt + b.id ? 1 : -1;

describe('unparsed keys', () => {
  it('are all returned, and the newest without parsing the others', async () => {
    await fc.assert(
      fc.asyncProperty(someKeys, fc.integer({ min: 1, max: 20 }), async (keys, count) => {
        const unread = await unreadOf(keys);
        const newest = keys.toSorted(byAge).slice(0, count);
        expect(unread.newest(count)).toEqual({ keys: newest, total: keys.length });
        expect(allOf(unread)).toEqual(keys);
      }),
    );
  });

  it('are all returned when they arrive in many pieces', async () => {
    const keys = Array.from({ length: 2_000 }, (_, index) =>
      storedKey(index + 1, { note: 'x'.repeat(index % 300) }),
    );
    const unread = await unreadOf(keys);
    expect(unread.newest(3)).toEqual({ keys: keys.toSorted(byAge).slice(0, 3), total: 2_000 });
    expect(allOf(unread)).toEqual(keys);
  });

  it.each([
    '{"createdAt":"2026-11-24T12:00:00.000Z","name":"Zoho CRM',
    '{"createdAt":"2026-11-24T12:00:00.000Z","name":"Zoho CRM"}',
    '{"record":{"id":"1","createdAt":"2026-11-24T12:00:00.000Z","name":"Zoho CRM"}}',
    '{"record":{"id":"1","createdAt":"2026-11-24T12:00:00.000Z","scopes":[],"allowedIps":[1]}}',
    'null',
  ])('fail for every reader when one is broken, without quoting it: %s', (line) => {
    const unread = new LazyKeys();
    const [first, last] = [storedKey(1), storedKey(2)].map((key) => JSON.stringify(key));
    unread.add(first!);
    unread.add(line);
    unread.add(last!);
    expect(() => unread.newest(3)).toThrow(/^a line of a sealed snapshot is no key$/);
    const content = new VaultContent({}, unread);
    for (let again = 0; again < 3; again += 1) {
      expect(() => content.keys).toThrow(/^a line of a sealed snapshot is no key$/);
      expect(() => content.toBody()).toThrow(/^a line of a sealed snapshot is no key$/);
    }
  });
});

describe('the content of a vault with unparsed keys', () => {
  const contentOf = async (keys: StoredKey[]) => new VaultContent({}, await unreadOf(keys));

  it('equals that of parsed keys, in any order of calls and events', async () => {
    const keys = [storedKey(1), storedKey(2), storedKey(3)];
    const looks: ((content: VaultContent) => unknown)[] = [
      (content) => content.newest(2),
      (content) => content.idOfName('KEY 2'),
      (content) => content.toBody(),
      (content) => content.keys.size,
      (content) => content.apply(unlockedEvent(9)),
    ];
    for (const look of looks) {
      const content = await contentOf(keys);
      const whole = new VaultContent({ keys });
      look(content);
      for (const each of [content, whole]) {
        each.apply(createdEvent(4));
        each.apply(deletedEvent(5, storedKey(1)));
      }
      expect(content.toBody()).toEqual(whole.toBody());
      expect(content.idOfName('key 1')).toBeUndefined();
      expect(content.idOfName('key 2')).toBe(keyId(2));
      expect(content.newest(9).total).toBe(3);
    }
  });

  it('yields while all are parsed, and is complete at once for a synchronous reader', async () => {
    const keys = Array.from({ length: 3_000 }, (_, index) => storedKey(index + 1));
    const content = await contentOf(keys);
    const reading = content.readKeys();
    await setImmediate();
    expect(content.newest(1)).toMatchObject({ total: 3_000 });
    expect([...content.keys.values()]).toEqual(keys);
    await reading;
    const other = await contentOf(keys);
    let isRead = false;
    const read = other.readKeys().then(() => {
      isRead = true;
    });
    for (let turns = 0; turns < 3; turns += 1) {
      await setImmediate();
      expect(isRead).toBe(false);
    }
    await read;
    expect([...other.keys.values()]).toEqual(keys);
  });

  it('stops parsing when it is cleared', async () => {
    const keys = Array.from({ length: 3_000 }, (_, index) => storedKey(index + 1));
    const content = await contentOf(keys);
    const reading = content.readKeys();
    content.clear();
    await reading;
    expect(content.keys.size).toBe(0);
  });

  it('returns the newest keys with a new one among them', async () => {
    const content = await contentOf([storedKey(1), storedKey(2)]);
    expect(content.newest(1)).toMatchObject({ keys: [storedKey(2)], total: 2 });
    content.apply(createdEvent(3));
    expect(content.newest(1).total).toBe(3);
    expect(content.newest(1).keys.map(({ record }) => record.id)).toContain(keyId(3));
  });

  it('clears them with the rest', async () => {
    const content = await contentOf([storedKey(1)]);
    content.clear();
    expect(content.newest(1)).toEqual({ keys: [], total: 0 });
    expect(content.keys.size).toBe(0);
  });

  it('has those of a one-line body, which are parsed at once', async () => {
    const { body: _, checksum: __, ...header } = someFile();
    const text = JSON.stringify({ log: START, keys: [storedKey(1), storedKey(2)] });
    const context = `ownchat-keys vault ${canonicalJson(header)}`;
    const body = seal(someDataKey().for('snapshot'), Buffer.from(text), context);
    const unread = new LazyKeys();
    const file = { ...someFile(), ...header, body };
    const opened = await unsealVaultFile(file, someDataKey(), unread);
    expect(new VaultContent(opened!, unread).newest(5).total).toBe(2);
  });
});
