import { describe, expect, it } from 'vitest';
import { statusOf } from '../../../../shared/keys/key-status';

const NOW = Date.parse('2026-11-23T09:12:00.000Z');

describe('the status of a key', () => {
  it.each([
    ['enabled, no expiry', true, null, { state: 'active' }],
    ['enabled, expires in a millisecond', true, '2026-11-23T09:12:00.001Z', { state: 'active' }],
    [
      'enabled, expires this instant',
      true,
      '2026-11-23T09:12:00.000Z',
      { state: 'inactive', reason: 'expired' },
    ],
    ['disabled', false, null, { state: 'inactive', reason: 'disabled' }],
    [
      'disabled and expired: what a person did comes first',
      false,
      '2020-01-01T00:00:00.000Z',
      { state: 'inactive', reason: 'disabled' },
    ],
  ])('%s', (_name, enabled, expiresAt, status) => {
    expect(statusOf({ enabled, expiresAt }, NOW)).toEqual(status);
  });
});
