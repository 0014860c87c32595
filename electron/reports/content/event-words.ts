import { ACTIVITY_EVENTS } from '../../../shared/activity/activity';
import { interpolate, interpolateCount } from '../../../shared/lib/interpolate';
import { columnLabel } from '../../../shared/reports/column-label';
import { activityWords } from '../../../shared/words/en/activity';
import { reportContentWords as words } from '../../../shared/words/en/report-content';
import type { SourceEvent } from './report-source';
import { scopeTexts } from '../../lib/scope-text';

/** Longest value of a change, in characters. */
const LONGEST = 120;

/** Fields that are meaningless or sensitive to a reader. */
const HIDDEN = new Set(['secretHash', 'previousSecret', 'updatedAt', 'sealedSecret', 'id']);

/** The name of an event, as on the Activity page. An unknown event keeps its code. */
export function eventInWords({ event }: SourceEvent): string {
  const known = ACTIVITY_EVENTS.find((name) => name === event);
  return known === undefined ? event : activityWords.events[known];
}

/** The change of an event in one line: each field before and after. Never a hash or a secret. */
export function changeInWords({ event, change }: SourceEvent): string | null {
  const inWords = Object.hasOwn(CHANGES, event) ? CHANGES[event] : undefined;
  return inWords && isObject(change) ? inWords(change) : null;
}

type Fields = Record<string, unknown>;
const { changes } = words;

/** Events with more to say than actor, time and key. */
const CHANGES: Record<string, (change: Fields) => string | null> = {
  'key.created': ({ record }) => (isObject(record) ? shownIn('scopes', record) : null),
  'key.updated': fieldsInWords,
  'key.rotated': fieldsInWords,
  'vault.unlocked': ({ method }) => shown(method),
  'vault.proof-failed': ({ method }) => shown(method),
  'vault.unlock-failed': ({ count, firstAt, lastAt }) =>
    interpolateCount(
      { one: changes.attempts_one, other: changes.attempts_other },
      typeof count === 'number' ? count : 0,
      { first: shown(firstAt), last: shown(lastAt) },
    ),
  'vault.recovered': (change) => filled(changes.recovered, change),
  'activity.archived': (change) => filled(changes.archived, change),
  'vault.merged': (change) => filled(changes.merged, change),
  'vault.exported': (change) => filled(changes.exported, change),
  'vault.older-state-accepted': (change) => filled(changes.olderState, change),
  'vault.older-ways-in-accepted': (change) => filled(changes.outdatedKeyslots, change),
  'backup.restored': (change) => filled(changes.restored, change),
  'sync.done': (change) => filled(changes.synced, change),
  'keys.imported': ({ fileName, ...change }) =>
    filled(changes.imported, { ...change, file: fileName }),
  'preference.changed': (change) => filled(changes.preference, change),
  'setting.changed': ({ name }) => shown(name),
  'report.exported': ({ report, format, file }) => [report, format, file].map(shown).join(' · '),
};

function fieldsInWords({ before, after }: Fields): string | null {
  if (!isObject(before) || !isObject(after)) return null;
  const lines = Object.keys(after)
    .filter((field) => !HIDDEN.has(field))
    .map((field) =>
      interpolate(words.changed, {
        field: columnLabel(field),
        before: shownIn(field, before),
        after: shownIn(field, after),
      }),
    );
  if (Object.hasOwn(after, 'secretHash')) lines.unshift(words.secretReplaced);
  return lines.length === 0 ? null : lines.join('; ');
}

const filled = (text: string, values: Fields): string =>
  interpolate(
    text,
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'number' ? value : shown(value),
      ]),
    ),
  );

/** The name of the event's key, if the event has it. */
export function nameInEvent({ change }: SourceEvent): string | null {
  if (!isObject(change)) return null;
  const holders = [change['record'], change['after'], change['before']];
  for (const holder of holders) {
    if (isObject(holder) && typeof holder['name'] === 'string') return holder['name'];
  }
  return null;
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** A field of a key in words. */
function shownIn(field: string, fields: Fields): string {
  const value = fields[field];
  if (field !== 'scopes' || !Array.isArray(value)) return shown(value);
  return shown(scopeTexts(value.map(String)));
}

function shown(value: unknown): string {
  const text = Array.isArray(value)
    ? value.map(String).join(', ')
    : typeof value === 'boolean'
      ? value
        ? words.yes
        : words.no
      : typeof value === 'string' || typeof value === 'number'
        ? String(value)
        : '';
  if (text === '') return words.none;
  const characters = Array.from(text);
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text;
}
