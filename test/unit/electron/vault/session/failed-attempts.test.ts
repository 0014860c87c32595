import { describe, expect, it } from 'vitest';
import { generateRecoveryCode } from '../../../../../electron/vault/crypto/recovery-code';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { failureOf, valueOf } from '../../../../support/sample-keys';
import type { TestSession } from '../../../../support/test-vault';
import {
  PASSPHRASE,
  createdVault,
  sessionOn,
  temporaryDirectory,
} from '../../../../support/test-vault';

const right = { method: 'passphrase', passphrase: PASSPHRASE } as const;
const wrong = { method: 'passphrase', passphrase: 'wrong' } as const;

/** The newest events, newest first. */
async function newest({ session }: TestSession, count: number) {
  const events: { event: string; change: unknown }[] = [];
  await session.vault?.activity.readBack(null, ({ event, change }) => {
    events.push({ event, change });
    return events.length < count;
  });
  return events;
}

async function locked() {
  const faulty = new FaultyFileSystem();
  const made = await createdVault(await temporaryDirectory(), { fs: faulty.fs });
  await made.session.lock();
  return { ...made, faulty };
}

describe('failed attempts', () => {
  it('are recorded at the next unlock, before it: how many, from when to when', async () => {
    const made = await locked();
    const { session, clock } = made;
    const firstAt = new Date(clock.now).toISOString();
    failureOf(await session.unlock(wrong));
    clock.now += 60_000;
    failureOf(await session.unlock({ method: 'recovery-code', code: generateRecoveryCode() }));
    const lastAt = new Date(clock.now).toISOString();
    clock.now += 60_000;
    valueOf(await session.unlock(right));
    expect(await newest(made, 3)).toEqual([
      { event: 'vault.unlocked', change: { method: 'passphrase' } },
      { event: 'vault.unlock-failed', change: { count: 2, firstAt, lastAt } },
      { event: 'vault.locked', change: null },
    ]);
    await session.lock();
    valueOf(await session.unlock(right));
    expect((await newest(made, 2)).map(({ event }) => event)).toEqual([
      'vault.unlocked',
      'vault.locked',
    ]);
  });

  it('delay the next attempt, also after a restart', async () => {
    const directory = await temporaryDirectory();
    const made = await createdVault(directory);
    await made.session.lock();
    for (let count = 0; count < 3; count += 1) failureOf(await made.session.unlock(wrong));
    const { failedAttempts } = made;
    const again = sessionOn(directory, { clock: made.clock, failedAttempts });
    expect(failureOf(await again.session.unlock(wrong))).toMatchObject({ retryAfterMs: 4_000 });
  });

  it('are kept while they cannot be recorded', async () => {
    const made = await locked();
    const { session, faulty } = made;
    failureOf(await session.unlock(wrong));
    faulty.breakWhere((call) => (call.name === 'datasync' ? 'ENOSPC' : null));
    valueOf(await session.unlock(right));
    faulty.mend();
    await session.lock();
    valueOf(await session.unlock(right));
    expect((await newest(made, 2)).map(({ event }) => event)).toEqual([
      'vault.unlocked',
      'vault.unlock-failed',
    ]);
  });

  it('do not include what is not an attempt', async () => {
    const made = await locked();
    failureOf(await made.session.unlock({ method: 'recovery-code', code: 'no code' }));
    failureOf(await made.session.unlock({ method: 'keychain' }));
    valueOf(await made.session.unlock(right));
    expect((await newest(made, 2)).map(({ event }) => event)).toEqual([
      'vault.unlocked',
      'vault.locked',
    ]);
  });

  it('are recorded at once while the vault is open', async () => {
    const made = await createdVault(await temporaryDirectory());
    failureOf(await made.session.confirm(wrong));
    failureOf(await made.session.confirm({ method: 'recovery-code', code: 'no code' }));
    valueOf(await made.session.confirm(right));
    expect(await newest(made, 2)).toEqual([
      { event: 'vault.proof-failed', change: { method: 'passphrase' } },
      { event: 'vault.created', change: null },
    ]);
  });
});
