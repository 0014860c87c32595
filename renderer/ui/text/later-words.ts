import i18next from 'i18next';
import type { Language } from '../../../shared/words/catalogue';

const LATER_WORDS: Record<Language, () => Promise<{ laterWords: object }>> = {
  en: () => import('../../../shared/words/en/later'),
};

let loading: Promise<void> | null = null;

/**
 * Adds the words that follow the first picture; what is drawn with a word of them is drawn again. Rejects if their file
 * cannot be read, which the next one to ask tries again.
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

/** What is loaded when it is first opened comes with its words: it is never drawn without them. */
export function withLaterWords<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return async () => {
    const [part] = await Promise.all([load(), loadLaterWords()]);
    return part;
  };
}
