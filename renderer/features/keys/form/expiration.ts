import type { ApiKey } from '../../../../shared/keys/api-key';
import { LIFETIMES } from '../../../../shared/keys/expiration';
import type { ExpirationChoice, Lifetime } from '../../../../shared/keys/expiration';

const DAY = 24 * 60 * 60 * 1000;

const isLifetime = (choice: ExpirationChoice): choice is Lifetime =>
  LIFETIMES.some((lifetime) => lifetime === choice);

export const endOfLifetime = (lifetime: Lifetime, now: number): number =>
  now + Number(lifetime) * DAY;

/**
 * The expiry for a choice.
 *
 * @param customDate such as `2027-02-21`: the end of that day, local time
 * @returns RFC 3339 in UTC; null for never; an invalid text when the date is incomplete
 */
export function expiresAtOf(
  choice: ExpirationChoice,
  customDate: string,
  key: Pick<ApiKey, 'expiresAt'> | null,
  now: number,
): string | null {
  if (choice === 'none') return null;
  if (choice === 'unchanged') return key?.expiresAt ?? null;
  if (isLifetime(choice)) return new Date(endOfLifetime(choice, now)).toISOString();
  const end = new Date(`${customDate}T23:59:59.999`);
  return Number.isNaN(end.getTime()) ? customDate : end.toISOString();
}

/** The present local date as a date field expects it. */
export function localDate(instant: number): string {
  const date = new Date(instant);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
