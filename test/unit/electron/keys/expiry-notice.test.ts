import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ExpiryNotice } from '../../../../electron/keys/expiry-notice';
import { fail, ok } from '../../../../shared/lib/result';

const NOW = Date.UTC(2026, 5, 1);
const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(NOW + hours * HOUR).toISOString();

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

function notice(keys: { enabled: boolean; expiresAt: string | null }[] | null) {
  const told: number[] = [];
  let toldAt: unknown = null;
  const expiry = new ExpiryNotice({
    keys: () => (keys === null ? fail({ code: 'vault-locked' }) : ok({ keys })),
    now: () => Date.now(),
    toldAt: () => toldAt,
    tell: (count) => {
      told.push(count);
      toldAt = new Date().toISOString();
    },
  });
  return { expiry, told };
}

test('counts active keys that expire within a week, once a day', () => {
  const { expiry, told } = notice([
    { enabled: true, expiresAt: inHours(24 * 6) },
    { enabled: true, expiresAt: inHours(24 * 60) },
    { enabled: true, expiresAt: null },
    { enabled: true, expiresAt: inHours(-1) },
    { enabled: false, expiresAt: inHours(2) },
  ]);
  expiry.checkSoon();
  expect(told).toEqual([]);
  vi.advanceTimersByTime(HOUR);
  expect(told).toEqual([1]);
  vi.advanceTimersByTime(20 * HOUR);
  expect(told).toEqual([1]);
  vi.advanceTimersByTime(5 * HOUR);
  expect(told).toEqual([1, 1]);
});

test('is not shown without expiring keys, nor while the vault is locked', () => {
  for (const keys of [[], null]) {
    const { expiry, told } = notice(keys);
    expiry.check();
    vi.advanceTimersByTime(48 * HOUR);
    expect(told).toEqual([]);
  }
});
