import { use as extendWith } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../../shared/words/catalogue';
import { messageOptions } from '../../../shared/words/catalogue';
import { firstWords } from '../../../shared/words/en/first';

const FIRST_WORDS: Record<Language, object> = { en: firstWords };

/**
 * Makes the words available to every component. The words of the first picture are in the first
 * script, so nothing is awaited. `loadLaterWords` adds the others.
 */
export function startI18n(language: Language): void {
  void extendWith(initReactI18next).init({
    ...messageOptions(language),
    resources: { [language]: { first: FIRST_WORDS[language] } },
    react: { useSuspense: false, bindI18nStore: 'added' },
  });
}
