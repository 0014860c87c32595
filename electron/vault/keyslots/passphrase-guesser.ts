import type { PassphraseRating } from '../../../shared/vault/passphrase-rating';
import { LOWEST_SCORE } from '../../../shared/vault/passphrase-rating';

/**
 * The rating slows down with length, and a strong passphrase is strong after this many characters.
 */
const READ_CHARACTERS = 64;

/** Words that an attacker who knows the app would try first. */
const KNOWN_WORDS = ['ownchat', 'keys', 'vault', 'passphrase'];

/**
 * Loads the dictionaries. This takes most of a second and some 50 MB, so call it in a worker.
 *
 * @returns the function that rates a passphrase
 */
export async function loadGuesser(): Promise<(passphrase: string) => PassphraseRating> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const guesser = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
  return (passphrase) => {
    const { score } = guesser.check(
      passphrase.normalize('NFC').slice(0, READ_CHARACTERS),
      KNOWN_WORDS,
    );
    return { score, isTooWeak: score < LOWEST_SCORE };
  };
}
