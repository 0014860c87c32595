import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiKeys } from '../../../../electron/keys/api-keys';
import { hashSecret } from '../../../../electron/keys/secret';
import { GRACE_PERIODS, graceEndOf } from '../../../../shared/keys/grace-period';
import { ok } from '../../../../shared/lib/result';
import { Verifier } from '../../../endpoint/protocol/verification';
import { failureOf, newKey, valueOf } from '../../../support/sample-keys';
import { createdVault, temporaryDirectory } from '../../../support/test-vault';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

async function world() {
  const { session, clock } = await createdVault(join(await temporaryDirectory(), 'vault'));
  const { vault } = session;
  if (!vault) throw new Error('the vault is not open');
  const apiKeys = new ApiKeys({ vault: () => vault, now: () => clock.now, onChange: () => {} });
  const made = valueOf(await apiKeys.create(newKey()));
  const { id } = made.apiKey;
  const record = () => {
    const found = vault.keys.get(id)?.record;
    if (!found) throw new Error('the key is gone');
    return found;
  };
  const report = async () => {
    const { compromised } = record();
    const after = { compromised: { at: new Date(clock.now).toISOString(), reason: 'in a log' } };
    valueOf(
      await vault.commit(() =>
        ok([{ event: 'key.updated', keyId: id, change: { before: { compromised }, after } }]),
      ),
    );
  };
  const inDays = (days: number) => new Date(clock.now + days * DAY_MS).toISOString();
  const verdictOn = (secret: string) =>
    new Verifier(1000, () => clock.now).verdictOn(record(), {
      hash: hashSecret(secret),
      scope: undefined,
      ip: '203.0.113.7',
    });
  return { session, clock, apiKeys, made, id, record, report, inDays, verdictOn };
}

describe('a key that was reported as compromised', () => {
  it('gets a new secret while it is disabled, and stays disabled', async () => {
    const { apiKeys, id, record, report, made, verdictOn } = await world();
    valueOf(await apiKeys.setEnabled([id], false));
    expect(failureOf(await apiKeys.rotate(id, 'day'))).toEqual({ code: 'key-disabled' });
    await report();
    const { secret, apiKey } = valueOf(await apiKeys.rotate(id, 'week'));
    expect(apiKey).toMatchObject({ enabled: false, compromised: null });
    // The requested grace period is ignored: the old secret must not return with the key.
    expect(record().previousSecret).toBeNull();
    valueOf(await apiKeys.setEnabled([id], true));
    expect(verdictOn(made.secret)).toBe('NOT_FOUND');
    expect(verdictOn(secret)).toBe('VALID');
  });

  it('gets none after its expiry', async () => {
    const { apiKeys, id, clock, report, inDays } = await world();
    valueOf(await apiKeys.update(id, { expiresAt: inDays(1) }));
    await report();
    valueOf(await apiKeys.setEnabled([id], false));
    clock.now += 2 * DAY_MS;
    expect(failureOf(await apiKeys.rotate(id, 'none'))).toEqual({ code: 'key-expired' });
  });

  it('is so until the reported secret ends', async () => {
    const { apiKeys, id, clock, record, report } = await world();
    await report();
    clock.now += 1;
    const { graceUntil } = valueOf(await apiKeys.rotate(id, 'day')).apiKey;
    expect(record().compromised).not.toBeNull();
    const ended = valueOf(await apiKeys.endGrace(id, graceUntil!));
    expect(ended.compromised).toBeNull();
  });

  it('is so after its grace period was ended, when the report is about the new secret', async () => {
    const { apiKeys, id, clock, record, report } = await world();
    const { graceUntil } = valueOf(await apiKeys.rotate(id, 'day')).apiKey;
    clock.now += HOUR_MS;
    await report();
    valueOf(await apiKeys.endGrace(id, graceUntil!));
    expect(record().compromised).not.toBeNull();
  });

  it('is not so after another rotation, when the reported secret has ended by time', async () => {
    const { apiKeys, id, clock, record, report } = await world();
    await report();
    clock.now += 1;
    valueOf(await apiKeys.rotate(id, 'hour'));
    clock.now += 2 * HOUR_MS;
    expect(record().compromised).not.toBeNull();
    expect(valueOf(await apiKeys.rotate(id, 'day')).apiKey.compromised).toBeNull();
  });
});

const step = fc.oneof(
  fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 0, max: 60 }) }),
  fc.record({
    do: fc.constant('rotate' as const),
    grace: fc.constantFrom(...GRACE_PERIODS),
    agrees: fc.boolean(),
  }),
  fc.record({ do: fc.constantFrom('endGrace' as const, 'cancelRotation' as const) }),
  fc.record({ do: fc.constant('report' as const) }),
  fc.record({ do: fc.constant('enable' as const), isOn: fc.boolean() }),
  fc.record({
    do: fc.constant('expire' as const),
    days: fc.option(fc.integer({ min: 1, max: 12 })),
  }),
);

describe('any sequence of rotations and changes', () => {
  it('leaves a valid secret, and revives none that has ended', async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 16 }), async (steps) => {
      const { session, apiKeys, id, clock, made, record, report, inDays, verdictOn } =
        await world();
      const known = new Set([made.secret]);
      const ended = new Set<string>();
      for (const action of steps) {
        const until = graceEndOf(record());
        const isReported = record().compromised !== null;
        if (action.do === 'wait') clock.now += action.hours * HOUR_MS;
        if (action.do === 'rotate') {
          const done = await apiKeys.rotate(id, action.grace, action.agrees ? until : null);
          if (done.ok) known.add(done.value.secret);
        }
        if (action.do === 'endGrace' || action.do === 'cancelRotation') {
          await apiKeys[action.do](id, until ?? inDays(0));
        }
        if (action.do === 'report') await report();
        if (action.do === 'enable') {
          const wasOff = !record().enabled;
          const done = await apiKeys.setEnabled([id], action.isOn);
          // A reported secret must not return with its key.
          expect(done.ok).toBe(!(isReported && wasOff && action.isOn));
        }
        if (action.do === 'expire') {
          const expiresAt = action.days === null ? null : inDays(action.days);
          valueOf(await apiKeys.update(id, { expiresAt }));
        }

        const now = record();
        const end = graceEndOf(now);
        for (const secret of known) {
          const hash = hashSecret(secret);
          const isPrevious =
            now.previousSecret?.hash === hash && end !== null && Date.parse(end) > clock.now;
          const isAccepted = now.secretHash === hash || isPrevious;
          if (isAccepted) expect(ended.has(secret)).toBe(false);
          else ended.add(secret);
          const isActive =
            now.enabled && (now.expiresAt === null || Date.parse(now.expiresAt) > clock.now);
          expect(verdictOn(secret) === 'VALID').toBe(isAccepted && isActive);
        }
        // The vault has the present secret, and nothing but a new secret settles a report.
        expect(hashSecret(valueOf(session.vault!.openSecret(id)).toString())).toBe(now.secretHash);
        if (isReported && now.compromised === null) {
          expect(['rotate', 'endGrace']).toContain(action.do);
        }
      }
    });
    await fc.assert(property, { numRuns: 60 });
  });
});
