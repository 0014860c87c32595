import { describe, expect, it } from 'vitest';
import { reportedSecret } from '../../../../shared/keys/reported-secret';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const compromised = { at: '2026-11-22T12:00:00.000Z', reason: '' };
const OLDER = '2026-11-20T12:00:00.000Z';
const NEWER = '2026-11-23T08:00:00.000Z';

describe('the secret that a report is about', () => {
  it.each([
    ['no report', { compromised: null, secretCreatedAt: OLDER, graceUntil: null }, null],
    ['an older secret', { compromised, secretCreatedAt: OLDER, graceUntil: null }, 'present'],
    ['an unknown time', { compromised, secretCreatedAt: null, graceUntil: null }, 'present'],
    [
      'a newer secret, during the grace period',
      { compromised, secretCreatedAt: NEWER, graceUntil: '2026-11-24T08:00:00.000Z' },
      'previous',
    ],
    [
      'a newer secret, after the grace period',
      { compromised, secretCreatedAt: NEWER, graceUntil: '2026-11-23T12:00:00.000Z' },
      'ended',
    ],
    ['a newer secret', { compromised, secretCreatedAt: NEWER, graceUntil: null }, 'ended'],
  ] as const)('%s', (_, key, expected) => {
    expect(reportedSecret(key, NOW)).toBe(expected);
  });
});
