import { firstWords } from './first';
import { laterWords } from './later';

/**
 * Every string a person sees, in English. The one catalogue of the app: i18next reads it in the window, in
 * two halves, and the main process takes its menu and window title from it. Plural forms end in `_one` and
 * `_other`.
 */
export const en = {
  ...firstWords,
  ...laterWords,
  sync: { ...laterWords.sync, ...firstWords.sync },
} as const;
