import { describe, expect, it } from 'vitest';
import type { ActivityEvent } from '../../../../../electron/vault/format/events';
import {
  chainStart,
  decodeLine,
  encodeLine,
} from '../../../../../electron/vault/format/activity-line';
import { DataKey } from '../../../../../electron/vault/crypto/data-key';
import { seal } from '../../../../../electron/vault/crypto/aead';
import { storedKey } from '../../../../support/sample-keys';
import {
  VAULT_ID,
  createdEvent,
  someDataKey,
  unlockedEvent,
} from '../../../../support/vault-parts';

const first = createdEvent(1);
const { line, tag } = encodeLine(first, chainStart(VAULT_ID), VAULT_ID, someDataKey());
const text = line.subarray(0, -1);
const here = { sequence: 1, previousTag: chainStart(VAULT_ID) };

describe('a line of the activity', () => {
  it('round-trips its event and the tag that the next line is chained to', () => {
    expect(line.at(-1)).toBe(0x0a);
    expect(text.includes('\n')).toBe(false);
    expect(decodeLine(text, here, VAULT_ID, someDataKey())).toEqual({ event: first, tag });
  });

  it('opens only at its own place', () => {
    const key = someDataKey();
    expect(decodeLine(text, { ...here, sequence: 2 }, VAULT_ID, key)).toBeNull();
    expect(decodeLine(text, { ...here, previousTag: tag }, VAULT_ID, key)).toBeNull();
    expect(decodeLine(text, here, VAULT_ID.replace('1', '2'), key)).toBeNull();
    expect(decodeLine(text, here, VAULT_ID, DataKey.generate(VAULT_ID))).toBeNull();
  });

  it('is authenticated to its place, not to its plain number', () => {
    const json = JSON.parse(text.toString()) as { sequence: number };
    const renumbered = Buffer.from(JSON.stringify({ ...json, sequence: 2 }));
    const expected = { ...here, sequence: 2 };
    expect(decodeLine(renumbered, expected, VAULT_ID, someDataKey())).toBeNull();
  });

  it.each(['', '{}', 'null', 'x', '{"sequence":1}', '\u0000\u0000'])(
    'is rejected when it is %j',
    (other) => {
      expect(decodeLine(Buffer.from(other), here, VAULT_ID, someDataKey())).toBeNull();
    },
  );

  it.each([0, 1, 2])('is rejected with any character changed (length %i)', (more) => {
    const event = createdEvent(1, storedKey(1, { note: 'x'.repeat(more) }));
    const written = encodeLine(event, chainStart(VAULT_ID), VAULT_ID, someDataKey()).line;
    const good = written.subarray(0, -1).toString();
    const isTaken = (changed: string) =>
      decodeLine(Buffer.from(changed), here, VAULT_ID, someDataKey()) !== null;
    expect(isTaken(good)).toBe(true);
    for (let at = 0; at < good.length; at += 1) {
      const flipped = String.fromCharCode(good.charCodeAt(at) ^ 1);
      for (const sign of [flipped, '-', '_', '=', ' ']) {
        if (sign === good[at]) continue;
        const changed = good.slice(0, at) + sign + good.slice(at + 1);
        expect(isTaken(changed), `${at}: ${sign}`).toBe(false);
      }
    }
  });

  it('is rejected when its plaintext is not an event of this place', () => {
    const sealedAs = (content: unknown) => {
      const sealed = seal(
        someDataKey().for('activity'),
        Buffer.from(JSON.stringify(content)),
        `ownchat-keys activity ${VAULT_ID} 1 ${here.previousTag}`,
      );
      return Buffer.from(JSON.stringify({ sequence: 1, ...sealed }));
    };
    const strange = { ...unlockedEvent(1), event: 'vault.painted' } as unknown as ActivityEvent;
    const unknownField = { ...unlockedEvent(1), more: true };
    for (const content of [strange, unknownField, unlockedEvent(2), null, {}]) {
      expect(decodeLine(sealedAs(content), here, VAULT_ID, someDataKey())).toBeNull();
    }
    expect(decodeLine(sealedAs(unlockedEvent(1)), here, VAULT_ID, someDataKey())).not.toBeNull();
  });
});
