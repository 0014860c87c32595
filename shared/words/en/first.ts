import { appWords } from './app';
import { keysListWords } from './keys-list';
import { resourceWords } from './keys-resources';
import { vaultWords } from './vault';

/** The words that the first picture may need: they are in the first script of the window. */
export const firstWords = {
  ...appWords,
  vault: vaultWords,
  keys: keysListWords,
  resources: resourceWords,
} as const;
