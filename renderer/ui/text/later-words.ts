import i18next from 'i18next';

let loading: Promise<void> | null = null;

/**
 * Adds the second half of the catalogue; components that use it render again. Rejects if its file
 * cannot be read; the next call tries again.
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

/** Loads a lazy component together with its words, so that it never renders without them. */
export function withLaterWords<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return async () => {
    const [part] = await Promise.all([load(), loadLaterWords()]);
    return part;
  };
}
