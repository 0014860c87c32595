import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RemindedKey, Reminder } from '../../../../shared/reminders/reminders';
import {
  isNews,
  MAX_PUT_OFF,
  openReminders,
  putOffOf,
  REMINDER_MS,
  remindersOf,
  withPutOff,
} from '../../../../shared/reminders/reminders';
import { keyId } from '../../../support/sample-keys';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 5, 1);
const at = (instant: number) => new Date(instant).toISOString();

const keyWith = (fields: Partial<RemindedKey>): RemindedKey => ({
  id: keyId(1),
  enabled: true,
  expiresAt: null,
  rotateEvery: null,
  secretCreatedAt: null,
  createdAt: at(NOW - 100 * DAY),
  ...fields,
});
const expiring = (days: number) => keyWith({ expiresAt: at(NOW + days * DAY) });
const tiersOf = (key: RemindedKey, now = NOW) => remindersOf(key, now).map(({ tier }) => tier);

describe('the reminders of a key', () => {
  it.each([
    [14.01, []],
    [14, [14]],
    [7.01, [14]],
    [7, [7]],
    [3, [3]],
    [1, [1]],
    [0.01, [1]],
    [0, []],
    [-3, []],
  ])('%d days before its expiry: %j', (days, tiers) => {
    expect(tiersOf(expiring(days))).toEqual(tiers);
  });

  it('name a rotation until it is done, also when it is overdue', () => {
    const due = (days: number) =>
      keyWith({ rotateEvery: 30, secretCreatedAt: at(NOW + (days - 30) * DAY) });
    expect(tiersOf(due(20))).toEqual([]);
    expect(tiersOf(due(2))).toEqual([3]);
    expect(tiersOf(due(0))).toEqual([0]);
    expect(tiersOf(due(-400))).toEqual([0]);
  });

  it('are none for a key that is disabled or has expired', () => {
    expect(remindersOf({ ...expiring(2), enabled: false }, NOW)).toEqual([]);
    expect(remindersOf(keyWith({ expiresAt: at(NOW - 1), rotateEvery: 1 }), NOW)).toEqual([]);
  });

  it('leave out a rotation that is due after the expiry', () => {
    const key = keyWith({ expiresAt: at(NOW + 2 * DAY), rotateEvery: 103 });
    expect(remindersOf(key, NOW).map(({ kind }) => kind)).toEqual(['expiry']);
  });
});

describe('telling of reminders', () => {
  it('happens once for each tier, whenever and how often the clock is looked at', () => {
    const looks = fc.array(fc.integer({ min: 0, max: 30 * 24 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(looks, fc.integer({ min: 1, max: 30 * 24 }), (hours, expiry) => {
        const key = keyWith({ expiresAt: at(NOW + expiry * HOUR) });
        let toldAt: number | null = null;
        const told: number[] = [];
        const shouldTell = new Set<number>();
        for (const hour of hours.toSorted((a, b) => a - b)) {
          const now = NOW + hour * HOUR;
          const reminders: Reminder[] = remindersOf(key, now);
          for (const { tier } of reminders) shouldTell.add(tier);
          const news = reminders.filter((each) => isNews(each, toldAt));
          told.push(...news.map(({ tier }) => tier));
          if (news.length > 0) toldAt = now;
        }
        expect(told).toEqual([...shouldTell]);
      }),
    );
  });
});

describe('"Not now"', () => {
  it('hides a reminder until its next tier, and never another key or date', () => {
    const days = fc.double({ min: 0.1, max: 14, noNaN: true });
    fc.assert(
      fc.property(days, days, days, (first, second, other) => {
        const [put] = remindersOf(expiring(first), NOW);
        if (!put) throw new Error('no reminder');
        const list = [putOffOf(put)];
        const later = remindersOf(expiring(first), NOW + (first - Math.min(first, second)) * DAY);
        for (const reminder of later) {
          const isHidden = openReminders([reminder], list).length === 0;
          expect(isHidden).toBe(reminder.tier >= put.tier);
        }
        const elsewhere = remindersOf({ ...expiring(other), id: keyId(2) }, NOW);
        expect(openReminders(elsewhere, list)).toEqual(elsewhere);
        const moved = remindersOf(expiring(other), NOW).filter((each) => each.at !== put.at);
        expect(openReminders(moved, list)).toEqual(moved);
      }),
    );
  });

  it('keeps a bounded list with each date once', () => {
    const many = Array.from({ length: MAX_PUT_OFF + 5 }, (_, index) => ({
      keyId: keyId(index),
      kind: 'expiry' as const,
      at: at(NOW),
      tier: 3,
    }));
    const list = withPutOff(many, many.slice(-3));
    expect(list).toHaveLength(MAX_PUT_OFF);
    expect(list.at(-1)?.keyId).toBe(keyId(MAX_PUT_OFF + 4));
  });

  it('knows how early reminders begin', () => {
    expect(tiersOf(expiring(REMINDER_MS / DAY))).toEqual([14]);
  });
});
