import type { firstWords } from './en/first';
import type { laterWords } from './en/later';
import type { mainWords } from './en/main';

declare module 'i18next' {
  /** Makes every key and every `{{value}}` of the catalogue part of the type of `t`. */
  interface CustomTypeOptions {
    defaultNS: 'first';
    fallbackNS: 'later';
    resources: { first: typeof firstWords; later: typeof laterWords; main: typeof mainWords };
  }
}

/** A language of the app. The words of each are in a folder of this name. */
export type Language = 'en';

/**
 * The options of i18next in the main process and in the page. A key without a namespace is looked up in `first`, then in
 * `later`. Values are not escaped: React escapes what it renders, and the main process escapes what it writes as HTML.
 */
export const messageOptions = (language: string) =>
  ({
    lng: language,
    fallbackLng: language,
    defaultNS: 'first',
    fallbackNS: 'later',
    initAsync: false,
    interpolation: { escapeValue: false },
  }) as const;
