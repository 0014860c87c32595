import { use as extendWith } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en } from '../../../shared/words/en';
import { firstWords } from '../../../shared/words/first';

declare module 'i18next' {
  /** Makes every key and every `{{value}}` of the catalogue part of the type of `t`. */
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: typeof en };
  }
}

/**
 * Makes the words available to every component. The words of the first picture are in the first
 * script, so nothing is awaited. `loadLaterWords` adds the others.
 */
export function startI18n(): void {
  void extendWith(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'words',
    ns: ['words'],
    resources: { en: { words: firstWords } },
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18nStore: 'added' },
  });
}
