import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ApiKeys } from '../../../../electron/keys/api-keys';
import { hashSecret } from '../../../../electron/keys/secret';
import { failureOf, newKey, valueOf } from '../../../support/sample-keys';
import {
  createdVault,
  PASSPHRASE,
  sessionOn,
  temporaryDirectory,
} from '../../../support/test-vault';

const HOUR_MS = 3_600_000;

/** A key whose secret was rotated with a grace period of an hour. */
async function rotatedKey() {
  const directory = join(await temporaryDirectory(), 'vault');
  const { session, clock } = await createdVault(directory);
  const keys = new ApiKeys({
    vault: () => session.vault,
    now: () => clock.now,
    onChange: () => undefined,
  });
  const made = valueOf(await keys.create(newKey()));
  const { id } = made.apiKey;
  const rotated = valueOf(await keys.rotate(id, 'hour'));
  const until = rotated.apiKey.graceUntil!;
  const record = () => session.vault!.keys.get(id)!.record;
  const secret = () => valueOf(session.vault!.openSecret(id)).toString();
  return { directory, session, clock, keys, id, until, made, rotated, record, secret };
}

describe('a running grace period', () => {
  it('has both secrets, also after a restart', async () => {
    const { directory, session, clock, id, rotated, made } = await rotatedKey();
    expect(rotated.apiKey.hasPreviousSecret).toBe(true);
    await session.lock();
    const again = sessionOn(directory, { clock });
    valueOf(await again.session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    const { sealedPreviousSecret } = again.session.vault!.keys.get(id)!;
    const previous = again.session.vault!.openSealed(id, sealedPreviousSecret!);
    expect(previous?.toString()).toBe(made.secret);
    await again.session.lock();
  });

  it('is ended: the old secret is no longer in the vault, and the new one works', async () => {
    const { keys, id, until, record, secret, rotated, session } = await rotatedKey();
    const ended = valueOf(await keys.endGrace(id, until));
    expect(ended.graceUntil).toBeUndefined();
    expect(record()).toMatchObject({
      previousSecret: null,
      secretHash: hashSecret(rotated.secret),
    });
    expect(secret()).toBe(rotated.secret);
    expect(session.vault!.keys.get(id)).not.toHaveProperty('sealedPreviousSecret');
    expect(failureOf(await keys.endGrace(id, until)).code).toBe('grace-ended');
    expect(failureOf(await keys.cancelRotation(id, until)).code).toBe('secret-not-stored');
  });

  it('is ended by cancelling the rotation: the old secret is the only one again', async () => {
    const { keys, id, until, record, secret, made, rotated } = await rotatedKey();
    const cancelled = valueOf(await keys.cancelRotation(id, until));
    expect(cancelled).toMatchObject({ hint: made.apiKey.hint, hasSecret: true });
    expect(record()).toMatchObject({ previousSecret: null, secretHash: hashSecret(made.secret) });
    expect(secret()).toBe(made.secret);
    expect(record().secretHash).not.toBe(hashSecret(rotated.secret));
    // The key can be rotated again.
    expect(valueOf(await keys.rotate(id, 'day')).secret).not.toBe(rotated.secret);
  });

  it('that is over, or is another one, is neither ended nor cancelled', async () => {
    const { keys, id, until, clock, record } = await rotatedKey();
    const other = '2030-01-01T00:00:00.000Z';
    const before = structuredClone(record());
    expect(failureOf(await keys.endGrace(id, other)).code).toBe('grace-ended');
    expect(failureOf(await keys.cancelRotation(id, other)).code).toBe('grace-ended');
    clock.now += HOUR_MS;
    expect(failureOf(await keys.endGrace(id, until)).code).toBe('grace-ended');
    expect(failureOf(await keys.cancelRotation(id, until)).code).toBe('grace-ended');
    expect(record()).toEqual(before);
  });

  it('keeps a report that its old secret is compromised, until that secret ends', async () => {
    const { session, clock, keys, id } = await rotatedKey();
    const compromised = { at: '2026-11-23T09:12:00.000Z', reason: 'in a log' };
    valueOf(
      await session.vault!.commit(() => ({
        ok: true,
        value: [
          {
            event: 'key.updated',
            keyId: id,
            change: { before: { compromised: null }, after: { compromised } },
          },
        ],
      })),
    );
    clock.now += HOUR_MS;
    const { apiKey } = valueOf(await keys.rotate(id, 'day'));
    expect(apiKey.compromised).toEqual(compromised);
    valueOf(await keys.cancelRotation(id, apiKey.graceUntil!));
    expect(session.vault!.keys.get(id)?.record.compromised).toEqual(compromised);
    expect(valueOf(await keys.rotate(id, 'none')).apiKey.compromised).toBeNull();
  });
});
