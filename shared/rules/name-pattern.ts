/**
 * Whether a name fits a pattern in which `*` stands for any characters and `?` for one. Upper and
 * lower case are the same.
 *
 * A pattern is no regular expression, so that none can hold up the app. A mismatch goes back to the
 * last `*` only, because an earlier one cannot find more. That takes at most one step for each
 * character of the name and of the pattern, and both are short.
 */
export function matchesPattern(name: string, pattern: string): boolean {
  const text = charactersOf(name);
  const wanted = charactersOf(pattern);
  let at = 0;
  let next = 0;
  /** behind the last `*`, and where its text ends so far */
  let star: { next: number; at: number } | null = null;
  while (at < text.length) {
    if (wanted[next] === '*') {
      next += 1;
      star = { next, at };
    } else if (next < wanted.length && (wanted[next] === '?' || wanted[next] === text[at])) {
      at += 1;
      next += 1;
    } else if (star) {
      star.at += 1;
      ({ next, at } = star);
    } else return false;
  }
  while (wanted[next] === '*') next += 1;
  return next === wanted.length;
}

const charactersOf = (text: string): string[] => Array.from(text.normalize('NFC').toLowerCase());
