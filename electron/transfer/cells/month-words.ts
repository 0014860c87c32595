import { lazy } from '../../../shared/lib/lazy';

/** The languages whose months and weekdays are understood, as spreadsheets write them. */
const LOCALES = 'en de fr es it pt nl sv da nb fi pl cs sk hu ro tr ru uk el ja zh ar hi'.split(
  ' ',
);

/** The first of each month, and one week, of a year that begins on a Friday. */
const MONTHS = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2027, month, 5)));
const WEEK = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2027, 0, 4 + day)));

const plain = (word: string): string => word.normalize('NFKC').toLowerCase().replaceAll('.', '');

/** Alone and within a date: some languages decline them. */
function wordsFor(
  dates: readonly Date[],
  part: 'month' | 'weekday',
  asPart: Intl.DateTimeFormatOptions,
): [string, number][] {
  return LOCALES.flatMap((locale) =>
    [
      { [part]: asPart[part] },
      { day: 'numeric', month: 'long', year: 'numeric', ...asPart },
    ].flatMap((options) => {
      const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, {
        timeZone: 'UTC',
        ...(options as Intl.DateTimeFormatOptions),
      });
      return dates.map((date, index): [string, number] => {
        const found = format.formatToParts(date).find(({ type }) => type === part);
        return [plain(found?.value ?? ''), index + 1];
      });
    }),
  ).filter(([word]) => word !== '' && !/^\d/.test(word));
}

const months = lazy(
  () =>
    new Map([
      // Of two languages with one word for two months, the later one holds: the first ones are asked for most.
      ...wordsFor(MONTHS, 'month', { month: 'short' }).toReversed(),
      ...wordsFor(MONTHS, 'month', { month: 'long' }).toReversed(),
      ['sept', 9] as const,
      ['mrz', 3] as const,
    ]),
);

const weekdays = lazy(
  () =>
    new Set(
      (['short', 'long'] as const)
        .flatMap((weekday) => wordsFor(WEEK, 'weekday', { weekday }))
        .map(([word]) => word),
    ),
);

/** The number of a month by its name or short name; undefined when it is none. */
export const monthOf = (word: string): number | undefined => months().get(plain(word));

/** A date without the day of the week before it. */
export function withoutWeekday(text: string): string {
  const first = /^([^\d\s,]+?)[.,]*\s+(?=\S)/.exec(text);
  return first && weekdays().has(plain(first[1] ?? '')) ? text.slice(first[0].length) : text;
}
