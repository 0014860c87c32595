import type { Refusal } from './refusal';
import { DEEPEST, isForbidden } from './table';
import { LONGEST_CELL } from '../../shared/import-limits';

/**
 * Looks at JSON text before it is parsed: how deep it goes, names that come twice or mean something to JavaScript, and
 * overlong strings. What it does not see, the parser refuses.
 *
 * @returns where each object below the outermost value begins, as lines counted from 1, or why the text is refused
 */
export function scanJson(text: string): { lines: number[] } | { refusal: Refusal } {
  const lines: number[] = [];
  const open: (Set<string> | null)[] = [];
  let line = 1;
  let isName = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\n') line += 1;
    else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      isName = character === '{';
      if (open.length > DEEPEST) return { refusal: { problem: 'too-deep', line } };
      if (character === '{' && open.length > 1) lines.push(line);
    } else if (character === '}' || character === ']') {
      open.pop();
      isName = false;
    } else if (character === ',') isName = open.at(-1) instanceof Set;
    else if (character === '"') {
      const end = endOfString(text, at);
      if (end - at > LONGEST_CELL * 2) return { refusal: { problem: 'too-long', line } };
      const names = open.at(-1);
      if (isName && names) {
        const name = unquoted(text.slice(at, end + 1));
        if (isForbidden(name)) return { refusal: { problem: 'forbidden-name', line } };
        if (names.has(name)) return { refusal: { problem: 'duplicate-name', line } };
        names.add(name);
        isName = false;
      }
      at = end;
    }
  }
  return { lines };
}

/** @returns where the closing quotation mark is; the end of the text when there is none */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

function unquoted(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}
