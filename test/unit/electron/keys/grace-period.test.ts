import { join } from 'node:path';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../../electron/transfer/review/assess';
import { importDrafts, shownOf } from '../../../../electron/transfer/review/import-plan';
import { PastKeys } from '../../../../electron/transfer/review/past-keys';
import { incomingKey } from '../../../../electron/transfer/review/incoming';
import { ApiKeys } from '../../../../electron/keys/api-keys';
import { hashSecret } from '../../../../electron/keys/secret';
import { reconcile } from '../../../../electron/sync/run/reconcile';
import type { ActivityDraft } from '../../../../electron/vault/format/events';
import { changesBetween } from '../../../../electron/vault/state/diff-keys';
import { graceEndOf, GRACE_PERIODS } from '../../../../shared/keys/grace-period';
import { ok } from '../../../../shared/lib/result';
import { Verifier } from '../../../endpoint/protocol/verification';
import { failureOf, newKey, someRecord, storedKey, valueOf } from '../../../support/sample-keys';
import { createdVault, temporaryDirectory } from '../../../support/test-vault';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

async function world() {
  const made = await createdVault(join(await temporaryDirectory(), 'vault'));
  const { vault } = made.session;
  if (!vault) throw new Error('the vault is not open');
  const { clock } = made;
  const apiKeys = new ApiKeys({ vault: () => vault, now: () => clock.now, onChange: () => {} });
  const inDays = (days: number) => new Date(clock.now + days * DAY_MS).toISOString();
  const recordOf = (id: string) => {
    const record = vault.keys.get(id)?.record;
    if (!record) throw new Error('the key is gone');
    return record;
  };
  /** The record's answer from a server. */
  const verdictOn = (id: string, secret: string) =>
    new Verifier(100, () => clock.now).verdictOn(recordOf(id), {
      hash: hashSecret(secret),
      scope: undefined,
      ip: '203.0.113.7',
    });
  return { ...made, vault, apiKeys, inDays, recordOf, verdictOn };
}

describe('a second rotation while an older secret still works', () => {
  it('is refused until the user agrees that the older one ends now', async () => {
    const { apiKeys, clock, verdictOn } = await world();
    const first = valueOf(await apiKeys.create(newKey()));
    const { id } = first.apiKey;
    const second = valueOf(await apiKeys.rotate(id, 'week'));
    const until = second.apiKey.graceUntil ?? '';
    expect(until).toBe(new Date(clock.now + 7 * DAY_MS).toISOString());
    clock.now += HOUR_MS;
    expect(failureOf(await apiKeys.rotate(id, 'day'))).toEqual({ code: 'grace-running', until });
    // The consent is for another grace period.
    expect(failureOf(await apiKeys.rotate(id, 'day', '2026-01-01T00:00:00.000Z'))).toMatchObject({
      code: 'grace-running',
    });
    expect(verdictOn(id, first.secret)).toBe('VALID');
    const third = valueOf(await apiKeys.rotate(id, 'day', until));
    expect(verdictOn(id, first.secret)).toBe('NOT_FOUND');
    expect(verdictOn(id, second.secret)).toBe('VALID');
    expect(verdictOn(id, third.secret)).toBe('VALID');
  });

  it('needs no consent once the grace period is over', async () => {
    const { apiKeys, clock } = await world();
    const { id } = valueOf(await apiKeys.create(newKey())).apiKey;
    valueOf(await apiKeys.rotate(id, 'hour'));
    clock.now += HOUR_MS - 1;
    expect(failureOf(await apiKeys.rotate(id, 'hour'))).toMatchObject({ code: 'grace-running' });
    clock.now += 1;
    valueOf(await apiKeys.rotate(id, 'hour'));
  });
});

describe('an inactive key', () => {
  it('gets no new secret, with the reason', async () => {
    const { apiKeys, clock, inDays, recordOf } = await world();
    const { id } = valueOf(await apiKeys.create(newKey({ expiresAt: inDays(1) }))).apiKey;
    const before = recordOf(id).secretHash;
    valueOf(await apiKeys.setEnabled([id], false));
    expect(failureOf(await apiKeys.rotate(id, 'day'))).toEqual({ code: 'key-disabled' });
    valueOf(await apiKeys.setEnabled([id], true));
    clock.now += DAY_MS;
    expect(failureOf(await apiKeys.rotate(id, 'none'))).toEqual({ code: 'key-expired' });
    expect(recordOf(id).secretHash).toBe(before);
    valueOf(await apiKeys.update(id, { expiresAt: inDays(1) }));
    valueOf(await apiKeys.rotate(id, 'none'));
  });
});

describe('the end of a grace period', () => {
  it("is at most the key's expiry, and stays there when the key gets a later date", async () => {
    const { apiKeys, inDays, recordOf } = await world();
    const { id } = valueOf(await apiKeys.create(newKey({ expiresAt: inDays(3) }))).apiKey;
    const { graceUntil } = valueOf(await apiKeys.rotate(id, 'week')).apiKey;
    expect(graceUntil).toBe(inDays(3));
    expect(recordOf(id).previousSecret?.validUntil).toBe(inDays(3));
    valueOf(await apiKeys.update(id, { expiresAt: inDays(1) }));
    expect(recordOf(id).previousSecret?.validUntil).toBe(inDays(1));
    const { apiKey: later } = valueOf(await apiKeys.update(id, { expiresAt: inDays(90) }));
    expect(later.graceUntil).toBe(inDays(1));
    expect(valueOf(await apiKeys.update(id, { expiresAt: null })).apiKey.graceUntil).toBe(
      inDays(1),
    );
  });

  it("is never after its key's expiry, and never before the promised time", async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 0, max: 60 }) }),
      fc.record({
        do: fc.constant('rotate' as const),
        grace: fc.constantFrom(...GRACE_PERIODS),
        agrees: fc.boolean(),
      }),
      fc.record({
        do: fc.constantFrom(
          'edit' as const,
          'import' as const,
          'sync' as const,
          'restore' as const,
        ),
        days: fc.option(fc.integer({ min: -2, max: 12 })),
        graceDays: fc.option(fc.integer({ min: 0, max: 20 })),
      }),
      fc.record({ do: fc.constant('enable' as const), isOn: fc.boolean() }),
    );
    const property = fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const { apiKeys, clock, inDays, recordOf, vault, verdictOn } = await world();
      const made = valueOf(await apiKeys.create(newKey()));
      const { id } = made.apiKey;
      /** secrets, with the promised end of each, unless the key ends earlier */
      let present = made.secret;
      let promise: { secret: string; until: number } | null = null;
      let number = 1;
      const commit = async (drafts: () => ActivityDraft[]) =>
        valueOf(await vault.commit(() => ok(drafts())));
      for (const action of steps) {
        if (action.do === 'wait') clock.now += action.hours * HOUR_MS;
        if (action.do === 'enable') valueOf(await apiKeys.setEnabled([id], action.isOn));
        if (action.do === 'edit') {
          const expiresAt = action.days === null ? null : inDays(action.days);
          // A date in the past is refused, which changes nothing.
          await apiKeys.update(id, { expiresAt });
        }
        if (action.do === 'import' || action.do === 'sync' || action.do === 'restore') {
          const { previousSecret } = recordOf(id);
          const other = {
            ...recordOf(id),
            updatedAt: inDays(0),
            expiresAt: action.days === null ? null : inDays(action.days),
            previousSecret:
              action.graceDays === null || previousSecret === null
                ? previousSecret
                : { ...previousSecret, validUntil: inDays(action.graceDays) },
          };
          const entry = { record: other, sealedSecret: null };
          if (action.do === 'import') {
            const decisions = [{ index: 0, choice: 'replace' as const, moreAccess: true }];
            const incoming = [incomingKey(entry, () => null, hashSecret)];
            const past = new PastKeys();
            const tools = { createId: uuidv7, changesBetween, at: inDays(0), past };
            const found = assess(incoming, vault, past);
            await commit(() => {
              const shown = shownOf(found);
              const planned = importDrafts(incoming, decisions, shown, found, vault, tools);
              return 'drafts' in planned ? planned.drafts : [];
            });
          } else if (action.do === 'restore') {
            await commit(() => changesBetween(id, vault.keys.get(id), entry));
          } else {
            number += 1;
            const records = [other, someRecord(number, { ...other, name: `Key ${number}` })];
            const { drafts } = reconcile(
              vault,
              records.map((record, index) => ({
                kind: 'record',
                id: index === 0 ? record.id : storedKey(number).record.id,
                lastModified: number,
                record: index === 0 ? record : { ...record, id: storedKey(number).record.id },
                extra: {},
              })),
              'endpoint test',
            );
            await commit(() => drafts);
          }
          // Promises made on another computer are not tracked here.
          promise = null;
        }
        if (action.do === 'rotate') {
          const running = graceEndOf(recordOf(id));
          const rotated = await apiKeys.rotate(id, action.grace, action.agrees ? running : null);
          if (rotated.ok) {
            const { graceUntil } = rotated.value.apiKey;
            promise =
              graceUntil === undefined ? null : { secret: present, until: Date.parse(graceUntil) };
            present = rotated.value.secret;
          }
        }
        for (const { record } of vault.keys.values()) {
          const end = record.previousSecret?.validUntil ?? '';
          if (record.expiresAt !== null) expect(end <= record.expiresAt).toBe(true);
        }
        const { enabled, expiresAt } = recordOf(id);
        const isActive = enabled && (expiresAt === null || Date.parse(expiresAt) > clock.now);
        if (
          promise &&
          isActive &&
          clock.now < Math.min(promise.until, Date.parse(graceEndOf(recordOf(id)) ?? ''))
        ) {
          expect(verdictOn(id, promise.secret)).toBe('VALID');
        }
        if (isActive) expect(verdictOn(id, present)).toBe('VALID');
      }
    });
    await fc.assert(property, { numRuns: 60 });
  });
});
