import { fill } from '../../shared/fill';
import { columnLabel } from '../../shared/reports/column-label';
import { reportContentWords as words } from '../../shared/words/en/report-content';
import type { SourceEvent } from './report-source';

/** Longest value of a change that is written out, in characters. */
const LONGEST = 120;

/** Fields whose value says nothing to a reader, or too much. */
const HIDDEN = new Set(['secretHash', 'previousSecret', 'updatedAt', 'sealedSecret', 'id']);

/** What an event is called. One that this report does not know yet keeps its own name. */
export function eventInWords({ event }: SourceEvent): string {
  return Object.hasOwn(words.events, event)
    ? words.events[event as keyof typeof words.events]
    : event;
}

/** What an event has changed, in a line; field by field, before and after. Never a hash, never a secret. */
export function changeInWords({ event, change }: SourceEvent): string | null {
  if (!isObject(change)) return null;
  if (event === 'key.updated' && isObject(change['before']) && isObject(change['after'])) {
    const { before, after } = change as { before: Fields; after: Fields };
    const lines = Object.keys(after)
      .filter((field) => !HIDDEN.has(field))
      .map((field) =>
        fill(words.changed, {
          field: columnLabel(field),
          before: shown(before[field]),
          after: shown(after[field]),
        }),
      );
    if (Object.hasOwn(after, 'secretHash')) lines.unshift(words.secretReplaced);
    return lines.length === 0 ? null : lines.join('; ');
  }
  if (event === 'key.created' && isObject(change['record'])) {
    return shown(change['record']['scopes']);
  }
  if (event === 'vault.unlocked') return shown(change['method']);
  if (event === 'setting.changed') return shown(change['name']);
  if (event === 'report.exported') {
    return [change['report'], change['format'], change['file']].map(shown).join(' · ');
  }
  return null;
}

/** The name of the key an event is about, where the event itself has it. */
export function nameInEvent({ change }: SourceEvent): string | null {
  if (!isObject(change)) return null;
  const holders = [change['record'], change['after'], change['before']];
  for (const holder of holders) {
    if (isObject(holder) && typeof holder['name'] === 'string') return holder['name'];
  }
  return null;
}

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

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
