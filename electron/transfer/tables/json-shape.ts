import type { Refusal } from '../refusal';
import { MAX_NESTING, isForbidden } from './table';
import { MAX_CELL_LENGTH } from '../../../shared/transfer/import-limits';

/** One of several concatenated JSON values. */
export interface JsonPart {
  start: number;
  /** start of the next one */
  end: number;
  /** counted from 1 */
  line: number;
  /**
   * The first line of each object in a list: under the list's name in the outermost object, or
   * under '' when the list is the outermost value.
   */
  objects: Map<string, number[]>;
}

/**
 * Scans JSON text before it is parsed for depth, duplicate or dangerous names, and overlong
 * strings. The parser finds the other faults.
 *
 * @returns the values, or why the text is refused
 */
export function scanJson(text: string): { parts: JsonPart[] } | { refusal: Refusal } {
  const parts: JsonPart[] = [];
  const open: (Set<string> | null)[] = [];
  let line = 1;
  let isName = false;
  let list = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\n' || (character === '\r' && text[at + 1] !== '\n')) line += 1;
    else if (character === '{' || character === '[') {
      if (open.length === 0) {
        const before = parts.at(-1);
        if (before) before.end = at;
        parts.push({
          start: parts.length === 0 ? 0 : at,
          end: text.length,
          line,
          objects: new Map(),
        });
        list = '';
      }
      open.push(character === '{' ? new Set() : null);
      isName = character === '{';
      if (open.length > MAX_NESTING) return { refusal: { problem: 'too-deep', line } };
      if (character === '{' && open.at(-2) === null && open.length <= 3) {
        const objects = parts.at(-1)?.objects;
        const lines = objects?.get(list);
        if (lines) lines.push(line);
        else objects?.set(list, [line]);
      }
    } else if (character === '}' || character === ']') {
      open.pop();
      isName = false;
    } else if (character === ',') isName = open.at(-1) instanceof Set;
    else if (character === '"') {
      const end = endOfString(text, at);
      if (end - at > MAX_CELL_LENGTH * 2) return { refusal: { problem: 'too-long', line } };
      const names = open.at(-1);
      if (isName && names) {
        const name = unquoted(text.slice(at, end + 1));
        if (isForbidden(name)) return { refusal: { problem: 'forbidden-name', line } };
        if (names.has(name)) return { refusal: { problem: 'duplicate-name', line } };
        names.add(name);
        if (open.length === 1) list = name;
        isName = false;
      }
      at = end;
    }
  }
  return { parts };
}

/** @returns the position of the closing quotation mark; the end of the text when it is missing */
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

/** A string or a number, in JSON that has already parsed. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON text with its numbers quoted, which preserves their digits. */
export const numbersAsText = (text: string): string =>
  text.replaceAll(STRING_OR_NUMBER, (found) => (found.startsWith('"') ? found : `"${found}"`));
