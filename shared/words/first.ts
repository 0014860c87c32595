import { appWords } from './en/app';
import { keyListWords } from './en/key-list';
import { resourceWords } from './en/resources';
import { syncBadgeWords } from './en/sync-badge';
import { vaultWords } from './en/vault';

/** The words that the first picture may need: they are in the first script of the window. */
export const firstWords = {
  ...appWords,
  vault: vaultWords,
  keys: keyListWords,
  resources: resourceWords,
  sync: { badge: syncBadgeWords },
} as const;
