import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { remindersModule } from '../../../../electron/reminders/reminders-module';
import type { RemindersVault } from '../../../../electron/reminders/reminders-vault';
import { ok } from '../../../../shared/lib/result';
import type { PutOff, RemindedKey } from '../../../../shared/reminders/reminders';
import { keyId, someRecord, valueOf } from '../../../support/sample-keys';

const NOW = Date.UTC(2026, 5, 1);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const inDays = (days: number) => new Date(NOW + days * DAY).toISOString();

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

function desk(records: readonly RemindedKey[], remembered: unknown = null) {
  const settings = new Map<string, unknown>();
  const open: RemindersVault = {
    keys: new Map(records.map((record) => [record.id, { record }])),
    settings,
    readKeys: async () => undefined,
    async commit(prepare) {
      const drafts = valueOf(prepare());
      for (const { change } of drafts) settings.set(change.name, change.value);
      return ok(drafts);
    },
  };
  const state = { vault: open as RemindersVault | null, remembered, hasFocus: false };
  const notified: string[] = [];
  const reminders = remindersModule({
    vault: () => state.vault,
    now: () => Date.now(),
    notify: (title) => {
      if (!state.hasFocus) notified.push(title);
      return !state.hasFocus;
    },
    memory: {
      recall: () => state.remembered,
      remember: (_, value) => {
        state.remembered = value;
      },
    },
  });
  return { reminders, state, notified, settings };
}

const SOON = someRecord(1, { expiresAt: inDays(6) });
const PUT_OFF: PutOff = { keyId: keyId(1), kind: 'expiry', at: inDays(6), tier: 7 };

describe('while the vault is open and the window has no focus', () => {
  it('notifies of each tier once, without names', async () => {
    const { reminders, notified } = desk([
      SOON,
      someRecord(2, { expiresAt: inDays(60) }),
      someRecord(3, { expiresAt: inDays(-1) }),
      someRecord(4, { rotateEvery: 30, secretCreatedAt: inDays(-31) }),
    ]);
    reminders.onUnlocked?.();
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(notified).toEqual(['2 API keys expire soon or must be rotated']);
    await vi.advanceTimersByTimeAsync(2 * DAY);
    expect(notified).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2 * DAY);
    expect(notified.slice(1)).toEqual(['1 API key expires soon or must be rotated']);
  });

  it('is silent after a lock, and about reminders that were put off', async () => {
    const { reminders, notified, state } = desk([SOON]);
    expect(valueOf(await reminders.handlers['reminders:put-off']({ putOff: [PUT_OFF] }))).toEqual([
      PUT_OFF,
    ]);
    reminders.onUnlocked?.();
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(notified).toEqual([]);
    await reminders.onLocking?.();
    state.vault = null;
    await vi.advanceTimersByTimeAsync(10 * DAY);
    expect(notified).toEqual([]);
  });

  it('tells again what no notification has shown, and what was told in the future', async () => {
    const { reminders, notified, state } = desk([SOON], inDays(400));
    state.hasFocus = true;
    reminders.onUnlocked?.();
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(notified).toEqual([]);
    state.hasFocus = false;
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(notified).toHaveLength(1);
  });
});

describe('the requests of the page', () => {
  it('take turns with the notification: a reminder is told once', async () => {
    const { reminders, notified } = desk([SOON]);
    const tell = () => reminders.handlers['reminders:tell'](undefined);
    expect(valueOf(await tell())).toEqual({ toldAt: null });
    expect(valueOf(await tell())).toEqual({ toldAt: inDays(0) });
    reminders.onUnlocked?.();
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(notified).toEqual([]);
  });

  it('read an invalid list as an empty one, entry by entry, and drop keys that are gone', async () => {
    const { reminders, settings } = desk([SOON]);
    settings.set('reminders-put-off', [PUT_OFF, { ...PUT_OFF, tier: -1 }, 'x']);
    const state = () => reminders.handlers['reminders:state'](undefined);
    expect(valueOf(await state()).putOff).toEqual([PUT_OFF]);
    settings.set('reminders-put-off', 'x');
    expect(valueOf(await state()).putOff).toEqual([]);
    const gone = { ...PUT_OFF, keyId: keyId(9) };
    const answer = await reminders.handlers['reminders:put-off']({ putOff: [PUT_OFF, gone] });
    expect(valueOf(answer)).toEqual([PUT_OFF]);
  });

  it('fail while the vault is locked', async () => {
    const { reminders, state } = desk([SOON]);
    state.vault = null;
    for (const name of ['reminders:state', 'reminders:tell'] as const) {
      expect(await reminders.handlers[name](undefined)).toMatchObject({ ok: false });
    }
    expect(await reminders.handlers['reminders:put-off']({ putOff: [PUT_OFF] })).toMatchObject({
      ok: false,
    });
  });
});
