import { canonicalJson } from '../../electron/vault/crypto/canonical-json';

/** A reader of the app, and what holds whatever it is given. */
export interface FuzzTarget {
  /** the name on the command line, and of the folder of its corpus */
  name: string;
  /** what holds for every input, in a sentence */
  property: string;
  /** texts that mean something to the reader */
  words: readonly string[];
  /** @throws when the property does not hold */
  check(input: Buffer): void | Promise<void>;
}

/** @throws when it is not so: the property of a target does not hold */
export function holds(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(what);
}

/** @throws when two values that JSON can tell are not the same */
export function holdsSame(actual: unknown, expected: unknown, what: string): void {
  const [is, wanted] = [actual, expected].map((value) => canonicalJson(value));
  holds(is === wanted, `${what}: ${is?.slice(0, 400)} instead of ${wanted?.slice(0, 400)}`);
}
