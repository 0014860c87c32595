import { describe, expect, it } from 'vitest';
import { KeyState } from '../../../electron/vault/key-state';
import { keyId, storedKey } from '../../support/some-key';
import { AT, createdEvent, deletedEvent, unlockedEvent } from '../../support/vault-parts';

describe('the state of the keys', () => {
  it('is what the events make of it', () => {
    const state = new KeyState([storedKey(1), storedKey(2)]);
    state.apply(createdEvent(3));
    state.apply(deletedEvent(4, storedKey(1)));
    state.apply(unlockedEvent(5));
    state.apply({
      sequence: 6,
      commitEnd: 6,
      at: AT,
      actor: 'tester',
      event: 'key.updated',
      keyId: keyId(2),
      change: { before: { name: 'Key 2' }, after: { name: 'Renamed' } },
    });
    expect([...state.keys.values()].map(({ record }) => record.name).toSorted()).toEqual([
      'Key 3',
      'Renamed',
    ]);
    expect(state.idOfName('RENAMED')).toBe(keyId(2));
    expect(state.idOfName('key 2')).toBeUndefined();
    expect(state.idOfName('key 1')).toBeUndefined();
  });

  it('does not mind changes of keys that are gone', () => {
    const state = new KeyState();
    state.apply(deletedEvent(1, storedKey(1)));
    state.apply({
      sequence: 2,
      commitEnd: 2,
      at: AT,
      actor: 'tester',
      event: 'key.updated',
      keyId: keyId(1),
      change: { before: {}, after: { note: 'x' } },
    });
    expect(state.keys.size).toBe(0);
  });

  it('knows a name as long as one key has it, when keys from elsewhere share it', () => {
    const state = new KeyState([storedKey(1, { name: 'Same' }), storedKey(2, { name: 'same' })]);
    state.apply(deletedEvent(1, storedKey(1)));
    expect(state.idOfName('SAME')).toBe(keyId(2));
  });

  it('forgets everything when cleared', () => {
    const state = new KeyState([storedKey(1)]);
    state.clear();
    expect(state.keys.size).toBe(0);
    expect(state.idOfName('Key 1')).toBeUndefined();
  });
});
