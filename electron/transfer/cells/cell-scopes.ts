import type { AccessLevel, Resource, Scope } from '../../../shared/keys/scopes';
import { isKnownScope, levelsOf, RESOURCES } from '../../../shared/keys/scopes';
import { lazy } from '../../../shared/lib/lazy';
import { t } from '../../lib/messages';
import { plainWord, unbracketed } from './cell-text';

/** The names of resources, in the catalogue and the interface, by their `plainName`. */
const byName = lazy(
  () =>
    new Map<string, Resource>(
      RESOURCES.flatMap((resource) => [
        [plainName(resource), resource] as const,
        [plainName(t(`resources.${resource}.label`)), resource] as const,
        [plainName(t(`resourceTexts.${resource}.phrase`)), resource] as const,
      ]),
    ),
);

const LEVELS = new Map<string, AccessLevel>([
  ['read', 'read'],
  ['r', 'read'],
  ['read only', 'read'],
  ['readonly', 'read'],
  ['write', 'write'],
  ['w', 'write'],
  ['rw', 'write'],
  ['r/w', 'write'],
  ['read/write', 'write'],
  ['read and write', 'write'],
  ['read & write', 'write'],
]);

const most = (resource: Resource): Scope => `${resource}:${levelsOf(resource).at(-1)}`;
const EVERYTHING = RESOURCES.map(most);
const READ_EVERYTHING = RESOURCES.filter((resource) => levelsOf(resource).includes('read')).map(
  (resource) => `${resource}:read`,
);

/** The interface's names for sets of scopes. */
const SETS = new Map<string, readonly Scope[]>([
  ['full access', EVERYTHING],
  ['full access…', EVERYTHING],
  ['full access...', EVERYTHING],
  ['reads everything', READ_EVERYTHING],
  ['read everything', READ_EVERYTHING],
]);

function plainName(text: string): string {
  return plainWord(text).replaceAll(/[\s_-]+/g, ' ');
}

/**
 * The scopes in a cell: `contacts:read`, `Contacts: Read`, `Contacts (read)`, `Full access`,
 * separated by commas, semicolons, bars or lines. Codes may also be separated by spaces.
 *
 * @returns known scopes as codes, and unknown ones as written
 */
export function scopesIn(text: string): { scopes: Scope[]; unknown: string[] } {
  const scopes: Scope[] = [];
  const unknown: string[] = [];
  for (const item of unbracketed(text).split(/[,;|\n\r\t]+/)) {
    const part = item.trim();
    if (part === '') continue;
    const found = scopesOf(part);
    if (found) scopes.push(...found);
    else if (isListOfCodes(part)) {
      for (const code of part.split(/\s+/)) {
        const known = scopesOf(code);
        if (known) scopes.push(...known);
        else unknown.push(code);
      }
    } else unknown.push(part);
  }
  return { scopes, unknown };
}

/**
 * The scopes in a cell of one of our reports, which holds codes. An unknown scope that only looks
 * like "Full access" must not grant it.
 */
export function codesIn(text: string): { scopes: Scope[]; unknown: string[] } {
  const codes = text
    .split(/[,;\n]/)
    .map((code) => code.trim())
    .filter((code) => code !== '');
  return {
    scopes: codes.filter(isKnownScope),
    unknown: codes.filter((code) => !isKnownScope(code)),
  };
}

const isListOfCodes = (text: string): boolean =>
  text.split(/\s+/).every((code) => code === '*' || /^[\w.*-]+:[\w*]+$/.test(code));

function scopesOf(text: string): readonly Scope[] | null {
  const word = plainWord(text);
  const set = SETS.get(word);
  if (set) return set;
  const parts = /^(.+?)\s*(?::|\(|=)\s*([^():=]+?)\)?$/.exec(word);
  const resource = byName().get(plainName(parts?.[1] ?? ''));
  const level = LEVELS.get((parts?.[2] ?? '').replaceAll('-', ' '));
  if (resource === undefined || level === undefined) return null;
  const scope = `${resource}:${level}`;
  return isKnownScope(scope) ? [scope] : null;
}
