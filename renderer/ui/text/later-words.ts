import i18next from 'i18next';

let loading: Promise<void> | null = null;

/**
 * Adds the second half of the catalogue; what is drawn with a word of it is drawn again. Rejects if its file cannot be
 * read, which the next one to ask tries again.
 */
export function loadLaterWords(): Promise<void> {
  loading ??= import('../../../shared/words/later').then(
    ({ laterWords }) => {
      i18next.addResourceBundle('en', 'words', laterWords, true);
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
