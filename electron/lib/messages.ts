import { createInstance } from 'i18next';
import type { ResourceLanguage, TFunction, TOptions } from 'i18next';
import { lazy } from '../../shared/lib/lazy';
import type { Language } from '../../shared/words/catalogue';
import { messageOptions } from '../../shared/words/catalogue';
import { firstWords } from '../../shared/words/en/first';
import { laterWords } from '../../shared/words/en/later';
import { mainWords } from '../../shared/words/en/main';
import { inBackground } from './in-background';

// The only way from the main process to the words. The page has its own: renderer/app/start/i18n.ts.

const WORDS: Record<Language, ResourceLanguage> = {
  en: { first: firstWords, later: laterWords, main: mainWords },
};

/** The words of the page by their key, and those of the main process with the prefix `main:`. */
type Translate = TFunction<['first', 'main']>;

interface Messages {
  t: Translate;
  formatNumber: (value: number) => string;
  formatMoment: (instant: number) => string;
}

/** The messages in a language. Nothing is read or awaited, because all words are part of the app. */
export function messagesIn(language: string, words: ResourceLanguage): Messages {
  const instance = createInstance();
  const begun = instance.init({
    ...messageOptions(language),
    resources: { [language]: words },
  });
  inBackground('the messages', begun);
  const t = instance.t as Translate;
  const locale = t('locale');
  const numbers = lazy(() => new Intl.NumberFormat(locale));
  const moments = lazy(
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
  );
  const formatNumber = (value: number) => numbers().format(value);
  // That of i18next makes an Intl object for each number. A value of a stored event may be no number: it stays a text.
  instance.services.formatter?.add('number', (value: unknown) =>
    typeof value === 'number' ? formatNumber(value) : String(value),
  );
  return { t, formatNumber, formatMoment: (instant) => moments().format(instant) };
}

let chosen: Messages | null = null;

/** Chooses the language of the main process. Without it the language is English, as for a test of one part. */
export function startMessages(language: Language): void {
  chosen = messagesIn(language, WORDS[language]);
}

const messages = (): Messages => (chosen ??= messagesIn('en', WORDS.en));

/** A text of the catalogue with its values. Takes about 5 µs, so texts of many rows are taken before the loop. */
export const t = ((key: 'locale', values: TOptions) => messages().t(key, values)) as Translate;

/** `12,345` */
export const formatNumber = (value: number): string => messages().formatNumber(value);

/** `28 Feb 2027, 12:55`. @param instant milliseconds since the epoch */
export const formatMoment = (instant: number): string => messages().formatMoment(instant);
