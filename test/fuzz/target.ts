import { canonicalJson } from '../../electron/vault/crypto/canonical-json';

/** A reader of the app, with a property that holds for every input. */
export interface FuzzTarget {
  /** the name on the command line, and of the corpus folder */
  name: string;
  /** the property in a sentence */
  property: string;
  /** texts with a meaning to the reader */
  words: readonly string[];
  /** @throws when the property fails */
  check(input: Buffer): void | Promise<void>;
}

/** @throws when the condition is false */
export function holds(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(what);
}

/** @throws when two values differ as JSON */
export function holdsSame(actual: unknown, expected: unknown, what: string): void {
  const [is, wanted] = [actual, expected].map((value) => canonicalJson(value));
  holds(is === wanted, `${what}: ${is?.slice(0, 400)} instead of ${wanted?.slice(0, 400)}`);
}
