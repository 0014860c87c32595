import type { DateOrder } from '../../../shared/transfer/transfer';
import { DATE_ORDERS } from '../../../shared/transfer/transfer';
import { isAbsent, plainWord } from './cell-text';
import { monthOf, withoutWeekday } from './month-words';

/** Words for "no expiry". Words for a missing value are not among them. */
const NEVER = new Set(['never', 'no expiry', 'no expiration', 'no end', 'no limit', 'unlimited']);
for (const word of ['forever', 'does not expire', 'never expires', 'without expiry'])
  NEVER.add(word);

export const isNever = (text: string): boolean => NEVER.has(plainWord(text));

/** A date as written in a cell, with its parts as numbers. */
export interface WrittenDate {
  day: [year: number, month: number, day: number];
  /** hours, minutes, seconds, milliseconds; null when the cell has no time */
  time: [number, number, number, number] | null;
  /** minutes east of UTC; null when the cell has no zone */
  zone: number | null;
  /** whether day, month and year could be read in another order */
  needsOrder: boolean;
}

const TIME =
  /(?:^|[\st,])(?:at |um |à )?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([ap])\.?\s?m\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/;
const YEAR_FIRST = /^(\d{4})\s?[-/.年 ]\s?(\d{1,2})\s?[-/.月 ]\s?(\d{1,2})\s?日?$/;
const NUMBERS = /^(\d{1,2})\s?([-/. ])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const COMPACT_INSTANT = /^(\d{4})(\d{2})(\d{2})t(\d{2})(\d{2})(\d{2})z$/;
/** The form in which PowerShell 5 writes a date to JSON. */
const TICKS = /^\\?\/date\((-?\d{1,15})(?:[+-]\d{4})?\)\\?\/$/;

/** Longer texts are not dates and are not examined. */
const LONGEST = 64;

/** @returns null when the text is not a date in that order */
export function dateIn(text: string, order: DateOrder): WrittenDate | null {
  if (text.length > LONGEST) return null;
  const word = plainWord(text).replace(COMPACT_INSTANT, '$1-$2-$3t$4:$5:$6z');
  const instant = instantIn(word);
  if (instant !== null) return instant;
  const withTime = TIME.exec(word);
  const time = withTime ? timeOf(withTime) : null;
  if (withTime && time === null) return null;
  const rest = withoutWeekday(withTime ? word.slice(0, withTime.index) : word)
    .replace(/[,\s]+$/, '')
    .replace(/\.$/, '');
  const day = dayIn(rest, order);
  if (day === null || !isReal(day.parts)) return null;
  return {
    day: day.parts,
    time,
    zone: withTime ? zoneOf(withTime[6]) : null,
    needsOrder: day.needsOrder,
  };
}

/** A Unix time in seconds (ten digits) or milliseconds (thirteen digits). */
function instantIn(word: string): WrittenDate | null {
  const ticks = TICKS.exec(word)?.[1];
  // Programs that use floating point write `1830297599.0`.
  const digits = ticks ?? /^(\d{13}|\d{10})(?:\.0+)?$/.exec(word)?.[1];
  if (digits === undefined) return null;
  const at = Number(digits) * (ticks === undefined && digits.length === 10 ? 1000 : 1);
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return null;
  return {
    day: [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()],
    time: [
      date.getUTCHours(),
      date.getUTCMinutes(),
      date.getUTCSeconds(),
      date.getUTCMilliseconds(),
    ],
    zone: 0,
    needsOrder: false,
  };
}

function timeOf(match: RegExpExecArray): WrittenDate['time'] {
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half] = match;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return [hour, Number(minutes), Number(seconds), milliseconds];
}

function zoneOf(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  const [, sign, hours = '', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
}

type Day = { parts: WrittenDate['day']; needsOrder: boolean } | null;

function dayIn(text: string, order: DateOrder): Day {
  const yearFirst = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  if (yearFirst) {
    const [, year, month, day] = yearFirst.map(Number);
    return { parts: [year ?? 0, month ?? 0, day ?? 0], needsOrder: false };
  }
  const numbers = NUMBERS.exec(text);
  if (!numbers) return namedDay(text);
  const [, first = '', , second = '', third = ''] = numbers;
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  if (order === 'ymd') {
    // A four-digit number at the end rules out a year at the start.
    return third.length === 4 ? null : { parts: [fullYear(a), b, c], needsOrder: true };
  }
  const year = third.length === 4 ? c : fullYear(c);
  return { parts: order === 'dmy' ? [year, b, a] : [year, a, b], needsOrder: true };
}

/** `31 Dec 2027`, `Dec 31, 2027`, `31-Dez-27`, `31. Dezember 2027`, `2027 December 31`. */
function namedDay(text: string): Day {
  const parts = text
    .replaceAll(/(\d)(?:st|nd|rd|th|er|º|ª)\b/g, '$1')
    .split(/[\s,/-]+|\.(?!$)|(?<=\d)(?=\p{L})|(?<=\p{L})(?=\d)/u)
    .filter((part) => part !== '' && !/^(?:de|del|of|the|le|den|d)$/.test(part));
  if (parts.length !== 3) return null;
  const months = parts.map((part) => (/^\d+$/.test(part) ? null : monthOf(part)));
  const month = months.find((each) => each !== null && each !== undefined);
  const numbers = parts.filter((part) => /^\d{1,2}$|^\d{4}$/.test(part));
  const [first = '', second = ''] = numbers;
  if (month === undefined || month === null || numbers.length !== 2) return null;
  const isYearFirst = first.length === 4;
  if (isYearFirst === (second.length === 4) && isYearFirst) return null;
  const year = fullYear(Number(isYearFirst ? first : second));
  return { parts: [year, month, Number(isYearFirst ? second : first)], needsOrder: false };
}

const fullYear = (year: number): number => (year < 100 ? 2000 + year : year);

/** `Date` would roll 31 February over to 3 March, which is not what was written. */
function isReal([year, month, day]: WrittenDate['day']): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900;
}

/** ISO 8601 is unambiguous, and nearly every program writes it: a fast path. */
const PLAIN_YEAR_FIRST = /^\d{4}-\d{2}-\d{2}(?:$|[T ])/;
/** After this many values without a date a column counts as having none. */
const LOOKED_AT = 50;

/**
 * The orders that fit a whole column of dates: those in which most values are dates.
 *
 * @param usual the order of the user's locale
 * @returns the most likely first; several when the column is ambiguous; null when it has no dates
 */
export function ordersOf(values: readonly string[], usual: DateOrder): DateOrder[] | null {
  const fits = { dmy: 0, mdy: 0, ymd: 0 };
  let isDotted = false;
  let others = 0;
  let dates = 0;
  let needed = 0;
  for (const value of values) {
    if (isAbsent(value) || isNever(value)) continue;
    if (dates === 0 && others === LOOKED_AT) return null;
    if (PLAIN_YEAR_FIRST.test(value)) {
      dates += 1;
      continue;
    }
    const read = /\d/.test(value) ? DATE_ORDERS.filter((order) => dateIn(value, order)) : [];
    const [first] = read;
    if (first === undefined) {
      others += 1;
      continue;
    }
    dates += 1;
    if (!dateIn(value, first)?.needsOrder) continue;
    needed += 1;
    if (/\d\s?\.\s?\d/.test(value)) isDotted = true;
    for (const order of read) fits[order] += 1;
  }
  if (dates === 0) return null;
  if (needed === 0) return ['ymd'];
  const best = Math.max(...Object.values(fits));
  // Dots separate dates that begin with the day, in every locale.
  const likely: DateOrder[] = isDotted ? ['dmy', usual] : [usual, 'dmy'];
  const rank = (order: DateOrder) => {
    const place = likely.indexOf(order);
    return place === -1 ? likely.length : place;
  };
  return DATE_ORDERS.filter((order) => fits[order] === best).toSorted((a, b) => rank(a) - rank(b));
}

/** The order of day, month and year in the user's locale. */
export function usualOrder(): DateOrder {
  const parts = new Intl.DateTimeFormat().formatToParts(new Date()).map(({ type }) => type);
  const first = parts.find((type) => type === 'day' || type === 'month' || type === 'year');
  return first === 'month' ? 'mdy' : first === 'year' ? 'ymd' : 'dmy';
}

/** Whether a date has no time, or midnight as in every date of its column. */
export const isMidnight = ({ time, zone }: WrittenDate): boolean =>
  zone === null && time !== null && time.every((part) => part === 0);

/**
 * The instant of a date. Without a time it is the end of that day in the local zone.
 *
 * @param isUtc whether dates without a zone are in UTC, as the column says
 * @returns RFC 3339 in UTC
 */
export function instantOf({ day, time, zone }: WrittenDate, isUtc: boolean): string | null {
  const [year, month, date] = day;
  const [hours, minutes, seconds, milliseconds] = time ?? [23, 59, 59, 999];
  const utc = Date.UTC(year, month - 1, date, hours, minutes, seconds, milliseconds);
  const at =
    zone !== null || isUtc
      ? utc - (zone ?? 0) * 60_000
      : new Date(year, month - 1, date, hours, minutes, seconds, milliseconds).getTime();
  const instant = new Date(at);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
