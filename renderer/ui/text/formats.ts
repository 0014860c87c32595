import { useTranslation } from 'react-i18next';
import { lazy } from '../../../shared/lib/lazy';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Formats {
  /** `12 Nov 2026`, local time */
  date: (instant: number) => string;
  /** `today`, `yesterday`, `12 Nov 2026` */
  day: (instant: number, now: number) => string;
  /** `09:12`, local time */
  time: (instant: number) => string;
  /** `09:12:05`, local time */
  timeWithSeconds: (instant: number) => string;
  /** `12 Nov 2026, 09:12`, local time */
  moment: (instant: number) => string;
  /** `14:05` on the same day, else `24 Nov, 14:05`: for times within some days */
  until: (instant: number, now: number) => string;
  /** `2 min ago`, `yesterday`, `3 days ago`; a date when it is more than half a year ago */
  past: (instant: number, now: number) => string;
  /** `in 6 days`, `tomorrow`, `in 5 mo`, `in 1 yr`; a date once it has passed */
  future: (instant: number, now: number) => string;
  /** `12 kB`, `3.4 MB` */
  bytes: (count: number) => string;
  /** `12,345` */
  number: (value: number) => string;
  /**
   * `contacts, messages and tags` in the list format of the language; `unit` omits the conjunction
   */
  list: (items: readonly string[], style?: 'and' | 'unit') => string;
}

/** Formats dates, times and lists in one language. */
export function createFormats(locale: string): Formats {
  const dates = lazy(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
  const times = lazy(() => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
  const seconds = lazy(() => new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }));
  const moments = lazy(
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
  );
  const daytimes = lazy(
    () =>
      new Intl.DateTimeFormat(locale, {
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
      }),
  );
  const relative = lazy(
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }),
  );
  const counted = lazy(
    () => new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' }),
  );
  const days = lazy(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  const and = lazy(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const unit = lazy(() => new Intl.ListFormat(locale, { type: 'unit', style: 'short' }));

  const sizes = (['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const).map((name) =>
    lazy(
      () =>
        new Intl.NumberFormat(locale, {
          style: 'unit',
          unit: name,
          // The short form has no plural in some languages: "900 byte".
          unitDisplay: name === 'byte' ? 'long' : 'short',
          maximumFractionDigits: name === 'byte' || name === 'kilobyte' ? 0 : 1,
        }),
    ),
  );

  const numbers = lazy(() => new Intl.NumberFormat(locale));

  const date = (instant: number) => dates().format(instant);
  return {
    date,
    time: (instant) => times().format(instant),
    timeWithSeconds: (instant) => seconds().format(instant),
    moment: (instant) => moments().format(instant),
    until: (instant, now) =>
      (calendarDays(instant, now) === 0 ? times() : daytimes()).format(instant),
    day(instant, now) {
      const back = calendarDays(instant, now);
      return back >= -1 && back <= 0 ? days().format(back, 'day') : date(instant);
    },
    past(instant, now) {
      const age = now - instant;
      if (age < MINUTE) return relative().format(0, 'second');
      if (age < HOUR) return relative().format(-Math.floor(age / MINUTE), 'minute');
      const back = calendarDays(instant, now);
      if (back === 0 || age < 6 * HOUR) return relative().format(-Math.floor(age / HOUR), 'hour');
      if (back > -31) return days().format(back, 'day');
      return age < 180 * DAY
        ? counted().format(-Math.floor(age / (30 * DAY)), 'month')
        : date(instant);
    },
    future(instant, now) {
      const left = instant - now;
      if (left <= 0) return date(instant);
      if (left < HOUR) return relative().format(Math.ceil(left / MINUTE), 'minute');
      const ahead = calendarDays(instant, now);
      if (ahead === 0) return relative().format(Math.floor(left / HOUR), 'hour');
      if (ahead < 100) return days().format(ahead, 'day');
      if (ahead < 360) return counted().format(Math.floor(ahead / 30), 'month');
      return counted().format(Math.max(1, Math.floor((ahead + 5) / 365)), 'year');
    },
    bytes(count) {
      const power = count < 1000 ? 0 : Math.min(Math.floor(Math.log10(count) / 3), 3);
      return sizes[power]?.().format(count / 1000 ** power) ?? '';
    },
    number: (value) => numbers().format(value),
    list: (items, style = 'and') => (style === 'and' ? and : unit)().format(items),
  };
}

/** How many midnights of local time lie between two instants; negative when `instant` is earlier. */
function calendarDays(instant: number, now: number): number {
  return Math.round((startOfDay(instant) - startOfDay(now)) / DAY);
}

const startOfDay = (instant: number) => new Date(instant).setHours(0, 0, 0, 0);

const known = new Map<string, Formats>();

/** The formats of the interface language. */
export function useFormats(): Formats {
  const { t } = useTranslation();
  const locale = t('locale');
  const formats = known.get(locale) ?? createFormats(locale);
  known.set(locale, formats);
  return formats;
}
