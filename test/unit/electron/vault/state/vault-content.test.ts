import { describe, expect, it } from 'vitest';
import { LazyKeys } from '../../../../../electron/vault/format/lazy-keys';
import { VaultContent } from '../../../../../electron/vault/state/vault-content';
import { keyId, storedKey } from '../../../../support/sample-keys';
import {
  AT,
  createdEvent,
  deletedEvent,
  settingEvent,
  unlockedEvent,
} from '../../../../support/vault-parts';

describe('the content of a vault', () => {
  it('is the result of its events', () => {
    const content = new VaultContent({ keys: [storedKey(1), storedKey(2)] });
    content.apply(createdEvent(3));
    content.apply(deletedEvent(4, storedKey(1)));
    content.apply(unlockedEvent(5));
    content.apply({
      sequence: 6,
      commitEnd: 6,
      at: AT,
      actor: 'tester',
      event: 'key.updated',
      keyId: keyId(2),
      change: { before: { name: 'Key 2' }, after: { name: 'Renamed' } },
    });
    expect([...content.keys.values()].map(({ record }) => record.name).toSorted()).toEqual([
      'Key 3',
      'Renamed',
    ]);
    expect(content.idOfName('RENAMED')).toBe(keyId(2));
    expect(content.idOfName('key 2')).toBeUndefined();
    expect(content.idOfName('key 1')).toBeUndefined();
  });

  it('has no ended previous secret in a snapshot, also of keys that nobody has read', () => {
    const sealed = { nonce: 'n', ciphertext: 'c', tag: 't' };
    const previousSecret = { hash: 'cd'.repeat(32), validUntil: AT };
    const unread = new LazyKeys();
    unread.add(
      JSON.stringify({ ...storedKey(1, { previousSecret }), sealedPreviousSecret: sealed }),
    );
    const content = new VaultContent({}, unread);
    content.dropEnded(Date.parse(AT));
    expect(content.toBody().keys).toEqual([storedKey(1, { previousSecret })]);
  });

  it('ignores changes of deleted keys', () => {
    const content = new VaultContent();
    content.apply(deletedEvent(1, storedKey(1)));
    content.apply({
      sequence: 2,
      commitEnd: 2,
      at: AT,
      actor: 'tester',
      event: 'key.updated',
      keyId: keyId(1),
      change: { before: {}, after: { note: 'x' } },
    });
    expect(content.keys.size).toBe(0);
  });

  it('knows a name as long as one key has it, when keys from an endpoint share it', () => {
    const content = new VaultContent({
      keys: [storedKey(1, { name: 'Same' }), storedKey(2, { name: 'same' })],
    });
    content.apply(deletedEvent(1, storedKey(1)));
    expect(content.idOfName('SAME')).toBe(keyId(2));
  });

  it('forgets everything when cleared', () => {
    const content = new VaultContent({ keys: [storedKey(1)] });
    content.clear();
    expect(content.keys.size).toBe(0);
    expect(content.idOfName('Key 1')).toBeUndefined();
  });

  it('keeps settings until they are removed, and passes them to the snapshot', () => {
    const content = new VaultContent({ settings: { first: { a: 1 } } });
    content.apply(settingEvent(1, 'second', ['x']));
    expect(content.toBody().settings).toEqual({ first: { a: 1 }, second: ['x'] });
    content.apply(settingEvent(2, 'first', null));
    expect([...content.settings.keys()]).toEqual(['second']);
    expect(new VaultContent(content.toBody()).settings).toEqual(content.settings);
    content.clear();
    expect(content.settings.size).toBe(0);
  });
});
