import { describe, expect, test } from 'vitest';
import { rotationDueAt } from '../../../../shared/keys/rotation-due';

const createdAt = '2026-01-01T00:00:00.000Z';

describe('when a secret must be replaced', () => {
  test('is null without a rotation interval', () => {
    const key = { rotateEvery: null, secretCreatedAt: createdAt, createdAt };
    expect(rotationDueAt(key)).toBeNull();
  });

  test('counts days from the time of the secret', () => {
    const key = { rotateEvery: 30, secretCreatedAt: '2026-03-01T10:00:00.000Z', createdAt };
    expect(rotationDueAt(key)).toBe(Date.parse('2026-03-31T10:00:00.000Z'));
  });

  test('counts from the creation of the key when the time of the secret is not known', () => {
    const key = { rotateEvery: 30, secretCreatedAt: null, createdAt };
    expect(rotationDueAt(key)).toBe(Date.parse('2026-01-31T00:00:00.000Z'));
  });

  test('is a date that a record, a calendar and a report can hold', () => {
    const secretCreatedAt = '9999-12-31T10:00:00.000Z';
    const due = rotationDueAt({ rotateEvery: 1825, secretCreatedAt, createdAt });
    expect(new Date(due ?? 0).toISOString()).toBe('9999-12-31T23:59:59.999Z');
  });
});
