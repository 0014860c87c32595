import { lazy } from '../../../shared/lib/lazy';

/** Languages of spreadsheets whose month and weekday names are understood. */
const LOCALES = 'en de fr es it pt nl sv da nb fi pl cs sk hu ro tr ru uk el ja zh ar hi'.split(
  ' ',
);

/** A date in each month, and one in each weekday. */
const MONTHS = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2027, month, 5)));
const WEEK = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2027, 0, 4 + day)));

const plain = (word: string): string => word.normalize('NFKC').toLowerCase().replaceAll('.', '');

/** Both the standalone and the inflected form, which differ in some languages. */
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
      // Where two languages use one word for different months, the first language in the list wins:
      // later `Map` entries overwrite earlier ones.
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

/** The number of a month by its full or short name; undefined when it is not one. */
export const monthOf = (word: string): number | undefined => months().get(plain(word));

/** Removes a leading weekday from a date. */
export function withoutWeekday(text: string): string {
  const first = /^([^\d\s,]+?)[.,]*\s+(?=\S)/.exec(text);
  return first && weekdays().has(plain(first[1] ?? '')) ? text.slice(first[0].length) : text;
}
