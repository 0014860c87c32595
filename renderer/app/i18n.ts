import { use as extendWith } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from '../../shared/words/en';

declare module 'i18next' {
  /** Makes every key and every `{{value}}` of the catalogue part of the type of `t`. */
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: typeof en };
  }
}

/** Makes the words available to every component. The catalogue is in the bundle, so nothing is waited for. */
export function startI18n(): void {
  void extendWith(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    defaultNS: 'words',
    ns: ['words'],
    resources: { en: { words: en } },
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
}
