import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedKey, withoutEndedSecret } from '../../../../../electron/vault/state/changed-key';
import type { ApiKeyRecord } from '../../../../../shared/keys/api-key';
import { storedKey } from '../../../../support/sample-keys';

const START = Date.parse('2026-11-23T09:12:00.000Z');
const HOUR_MS = 3_600_000;

const hashOf = (number: number) => number.toString(16).padStart(64, '0');
/** Names its secret, so that a test can tell which one it is. */
const sealedOf = (number: number) => ({ nonce: '', ciphertext: hashOf(number), tag: '' });

type Step =
  | { do: 'rotate'; graceHours: number }
  | { do: 'rotate elsewhere'; graceHours: number }
  | { do: 'cancel' | 'end grace' | 'edit' }
  | { do: 'wait'; hours: number };

const hours = fc.integer({ min: 0, max: 48 });
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constantFrom('rotate', 'rotate elsewhere'), graceHours: hours }),
    fc.record({ do: fc.constantFrom('cancel', 'end grace', 'edit') }),
    fc.record({ do: fc.constant('wait'), hours }),
  ),
  { maxLength: 25 },
) as fc.Arbitrary<Step[]>;

it('a sealed secret stays with its hash through any sequence of changes, until its grace period ends', () => {
  fc.assert(
    fc.property(steps, (history) => {
      let now = START;
      let made = 1;
      const here = new Set([hashOf(1)]);
      let key = {
        ...storedKey(1, { secretHash: hashOf(1) }),
        sealedSecret: sealedOf(1) as ReturnType<typeof sealedOf> | null,
      };
      for (const step of history) {
        const { record } = key;
        const after: Partial<ApiKeyRecord> = {};
        let given = {};
        if (step.do === 'wait') now += step.hours * HOUR_MS;
        if (step.do === 'edit') after.note = `note ${made}`;
        if (step.do === 'end grace') after.previousSecret = null;
        if (step.do === 'cancel' && record.previousSecret) {
          after.secretHash = record.previousSecret.hash;
          after.previousSecret = null;
        }
        if (step.do === 'rotate' || step.do === 'rotate elsewhere') {
          made += 1;
          const validUntil = new Date(now + step.graceHours * HOUR_MS).toISOString();
          after.previousSecret = { hash: record.secretHash, validUntil };
          after.secretHash = hashOf(made);
          if (step.do === 'rotate') {
            given = { sealedSecret: sealedOf(made) };
            here.add(hashOf(made));
          }
        }
        key = withoutEndedSecret(changedKey(key, after, given), now);
        const { secretHash, previousSecret } = key.record;
        if (key.sealedSecret) expect(key.sealedSecret.ciphertext).toBe(secretHash);
        const previous = key.sealedPreviousSecret?.ciphertext;
        if (previous === undefined) continue;
        expect(previous).toBe(previousSecret?.hash);
        expect(here.has(previous)).toBe(true);
        expect(Date.parse(previousSecret?.validUntil ?? '')).toBeGreaterThan(now);
      }
    }),
  );
});

it('a cancelled rotation has its old secret back, and the new one is gone', () => {
  const validUntil = new Date(START + HOUR_MS).toISOString();
  const old = { ...storedKey(1, { secretHash: hashOf(1) }), sealedSecret: sealedOf(1) };
  const rotated = changedKey(
    old,
    { secretHash: hashOf(2), previousSecret: { hash: hashOf(1), validUntil } },
    { sealedSecret: sealedOf(2) },
  );
  expect(rotated).toMatchObject({
    sealedSecret: sealedOf(2),
    sealedPreviousSecret: sealedOf(1),
  });
  expect(changedKey(rotated, { secretHash: hashOf(1), previousSecret: null })).toEqual({
    record: { ...old.record, previousSecret: null },
    sealedSecret: sealedOf(1),
  });
});
