import type { ApiKey } from '../keys/api-key';
import { dueDatesOf } from '../keys/due-dates';
import type { DueKind } from '../keys/due-dates';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The days before a date at which a person is reminded of it, the nearest first. */
const REMINDER_DAYS = [1, 3, 7, 14] as const;

/** The longest time before a date at which a reminder begins, in milliseconds. */
export const REMINDER_MS = Math.max(...REMINDER_DAYS) * DAY_MS;

/** The days of the reminder that applies now; 0 for an overdue rotation. */
type ReminderTier = (typeof REMINDER_DAYS)[number] | 0;

/** A date of one key that a person should know of now. */
export interface Reminder {
  keyId: string;
  kind: DueKind;
  /** milliseconds since the epoch */
  at: number;
  tier: ReminderTier;
}

/** "Not now": hides a reminder until its next tier, and until its date changes. */
export interface PutOff {
  keyId: string;
  kind: DueKind;
  /** RFC 3339 */
  at: string;
  tier: number;
}

/** A longer list is of no use to a person. The earliest are dropped. */
export const MAX_PUT_OFF = 1_000;

/** The fields of a key that reminders depend on. */
export type RemindedKey = Pick<
  ApiKey,
  'id' | 'enabled' | 'expiresAt' | 'rotateEvery' | 'secretCreatedAt' | 'createdAt'
>;

/**
 * The reminders of a key at an instant.
 *
 * @param now milliseconds since the epoch
 */
export function remindersOf(key: RemindedKey, now: number): Reminder[] {
  // Most keys have no date, and there may be 100,000.
  if (key.expiresAt === null && key.rotateEvery === null) return [];
  return dueDatesOf(key, now).flatMap(({ kind, at }) => {
    const tier = tierOf(at - now);
    return tier === null ? [] : [{ keyId: key.id, kind, at, tier }];
  });
}

function tierOf(left: number): ReminderTier | null {
  if (left <= 0) return 0;
  return REMINDER_DAYS.find((days) => left <= days * DAY_MS) ?? null;
}

/**
 * Whether the tier of a reminder began after an instant: then the person was not told of it.
 *
 * @param toldAt milliseconds since the epoch; null when nothing was told
 */
export const isNews = ({ at, tier }: Reminder, toldAt: number | null): boolean =>
  toldAt === null || at - tier * DAY_MS > toldAt;

/** The reminders that were not put off, the earliest date first. */
export function openReminders(
  reminders: readonly Reminder[],
  putOff: readonly PutOff[],
): Reminder[] {
  const hidden = new Map(putOff.map((each) => [nameOf(each), each]));
  return reminders
    .filter((reminder) => {
      const put = hidden.get(nameOf(reminder));
      return !put || Date.parse(put.at) !== reminder.at || reminder.tier < put.tier;
    })
    .toSorted((a, b) => a.at - b.at);
}

/** What `openReminders` needs in order to hide a reminder. */
export const putOffOf = ({ keyId, kind, at, tier }: Reminder): PutOff => ({
  keyId,
  kind,
  at: new Date(at).toISOString(),
  tier,
});

/** The list with some more, each date once. */
export function withPutOff(list: readonly PutOff[], more: readonly PutOff[]): PutOff[] {
  const byName = new Map([...list, ...more].map((each) => [nameOf(each), each]));
  return [...byName.values()].slice(-MAX_PUT_OFF);
}

const nameOf = ({ keyId, kind }: Pick<PutOff, 'keyId' | 'kind'>): string => `${keyId} ${kind}`;
