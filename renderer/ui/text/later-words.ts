import i18next from 'i18next';
import type { Language } from '../../../shared/words/catalogue';

const LATER_WORDS: Record<Language, () => Promise<{ laterWords: object }>> = {
  en: () => import('../../../shared/words/en/later'),
};

let loading: Promise<void> | null = null;

/**
 * Adds the words that follow the first picture; components that use them render again. Rejects if
 * their file cannot be read; the next call tries again.
 */
export function loadLaterWords(): Promise<void> {
  const language = i18next.language as Language;
  loading ??= LATER_WORDS[language]().then(
    ({ laterWords }) => {
      i18next.addResourceBundle(language, 'later', laterWords);
    },
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

/** Loads a lazy component together with its words, so that it never renders without them. */
export function withLaterWords<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return async () => {
    const [part] = await Promise.all([load(), loadLaterWords()]);
    return part;
  };
}
