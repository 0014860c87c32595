import type { ApiKeyRecord } from './api-key';
import { endOf, statusAt } from './key-status';
import { rotationDueAt } from './rotation-due';

/** What is due at a date: the expiry of a key, or the rotation of its secret. */
export const DUE_KINDS = ['expiry', 'rotation'] as const;
export type DueKind = (typeof DUE_KINDS)[number];

/** The fields of a key that its dates depend on. */
type DatedKey = Pick<
  ApiKeyRecord,
  'enabled' | 'expiresAt' | 'rotateEvery' | 'secretCreatedAt' | 'createdAt'
>;

export interface DueDate {
  kind: DueKind;
  /** milliseconds since the epoch; in the past for an overdue rotation */
  at: number;
}

/**
 * The coming dates of an active key. A rotation that is due only after the expiry is left out. A
 * disabled or expired key has none.
 *
 * @param now milliseconds since the epoch
 */
export function dueDatesOf(key: DatedKey, now: number): DueDate[] {
  const end = endOf(key);
  if (statusAt(key.enabled, end, now) !== 'active') return [];
  const rotation = rotationDueAt(key);
  const dates: DueDate[] = [];
  if (rotation !== null && rotation < end) dates.push({ kind: 'rotation', at: rotation });
  if (end !== Number.POSITIVE_INFINITY) dates.push({ kind: 'expiry', at: end });
  return dates;
}
