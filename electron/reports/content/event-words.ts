import { ACTIVITY_EVENTS } from '../../../shared/activity/activity';
import { scopePartText } from '../../../shared/keys/scope-text';
import { scopeParts } from '../../../shared/keys/scopes';
import type { Scope } from '../../../shared/keys/scopes';
import { ruleDetail } from '../../../shared/rules/rule-detail';
import { ruleSetting } from '../../../shared/rules/rule-text';
import { columnLabels } from '../../../shared/reports/column-label';
import { t } from '../../lib/messages';
import { pattern } from './pattern';
import type { SourceEvent } from './report-source';

/** Longest value of a change, in characters. */
const LONGEST = 120;

/** Fields that are meaningless or sensitive to a reader. */
const HIDDEN = new Set([
  'secretHash',
  'previousSecret',
  'secretCreatedAt',
  'updatedAt',
  'sealedSecret',
  'sealedPreviousSecret',
  'id',
]);

type Fields = Record<string, unknown>;

/** What a report says of each event. */
export interface EventsInWords {
  /** The name of an event, as on the Activity page. An unknown event keeps its code. */
  title: (event: SourceEvent) => string;
  /** The change of an event in one line: each field before and after. Never a hash or a secret. */
  change: (event: SourceEvent) => string | null;
}

export function eventsInWords(): EventsInWords {
  const titles = t('activity.events', { returnObjects: true });
  const inWords = changesInWords();
  return {
    title({ event }) {
      const known = ACTIVITY_EVENTS.find((name) => name === event);
      return known === undefined ? event : titles[known];
    },
    change({ event, change }) {
      const made = Object.hasOwn(inWords, event) ? inWords[event] : undefined;
      return made && isObject(change) ? made(change) : null;
    },
  };
}

/** Events with more to say than actor, time and key. */
function changesInWords(): Record<string, (change: Fields) => string | null> {
  const { shown, shownIn } = valuesInWords();
  const texts = t('main:report.changes', { returnObjects: true });
  const fields = fieldsInWords(texts, shownIn);
  const filled = (text: string) => {
    const fill = pattern(text);
    return (values: Fields): string =>
      fill(
        Object.fromEntries(
          Object.entries(values).map(([name, value]) => [
            name,
            typeof value === 'number' ? value : shown(value),
          ]),
        ),
      );
  };
  const imported = filled(texts.imported);
  return {
    'key.created': ({ record }) => (isObject(record) ? shownIn('scopes', record) : null),
    'key.restored': ({ record }) => (isObject(record) ? shownIn('scopes', record) : null),
    'key.updated': fields,
    'key.rotated': fields,
    'secret.handed-over': ({ recipient }) => shown(recipient ?? texts.toPassphrase),
    'vault.unlocked': ({ method }) => shown(method),
    'vault.proof-failed': ({ method }) => shown(method),
    'vault.unlock-failed': ({ count, firstAt, lastAt }) =>
      t('main:report.changes.attempts', {
        count: typeof count === 'number' ? count : 0,
        first: shown(firstAt),
        last: shown(lastAt),
      }),
    'vault.recovered': filled(texts.recovered),
    'activity.archived': filled(texts.archived),
    'vault.merged': filled(texts.merged),
    'vault.exported': filled(texts.exported),
    'vault.older-state-accepted': filled(texts.olderState),
    'vault.older-ways-in-accepted': filled(texts.outdatedKeyslots),
    'backup.restored': filled(texts.restored),
    'sync.done': filled(texts.synced),
    'keys.imported': ({ fileName, ...change }) => imported({ ...change, file: fileName }),
    'preference.changed': filled(texts.preference),
    'setting.changed': ({ name, value }) => rulesInWords(name, value) ?? shown(name),
    'report.exported': ({ report, format, file }) => [report, format, file].map(shown).join(' · '),
  };
}

/** A change of the rules or their exceptions; null for another setting. */
function rulesInWords(name: unknown, value: unknown): string | null {
  const detail = ruleDetail(name, value);
  if (detail === null) return null;
  if (detail.kind === 'exception') {
    const { code, keyIds, reason, by, until } = detail.exception;
    const finding = t(`risks.${code}.short`);
    return t(`main:report.changes.exception.${detail.change}`, {
      count: keyIds.length,
      finding,
      reason,
      by,
      until,
    });
  }
  return detail.codes
    .map((code) =>
      t('main:report.changes.rule', {
        rule: t(`rules.labels.${code}`),
        before: ruleSetting(code, detail.before, t),
        after: ruleSetting(code, detail.after, t),
      }),
    )
    .join('; ');
}

function fieldsInWords(
  { field: text, secretReplaced }: { field: string; secretReplaced: string },
  shownIn: (field: string, fields: Fields) => string,
): (change: Fields) => string | null {
  const labelOf = columnLabels(t);
  const changed = pattern(text);
  return ({ before, after }) => {
    if (!isObject(before) || !isObject(after)) return null;
    const lines = Object.keys(after)
      .filter((field) => !HIDDEN.has(field))
      .map((field) =>
        changed({
          field: labelOf(field),
          before: shownIn(field, before),
          after: shownIn(field, after),
        }),
      );
    if (Object.hasOwn(after, 'secretHash')) lines.unshift(secretReplaced);
    return lines.length === 0 ? null : lines.join('; ');
  };
}

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

/** Scopes in words. Each text is made once, because a hundred thousand rows have the same scopes. */
function scopesWithMemory(): (scopes: readonly Scope[]) => string[] {
  const known = new Map<string, string>();
  return (scopes) =>
    scopeParts(scopes).map((part) => {
      const code = 'scope' in part ? part.scope : part.kind;
      const text = known.get(code) ?? scopePartText(part, t);
      known.set(code, text);
      return text;
    });
}

function valuesInWords() {
  const none = t('main:report.none');
  const yes = t('reportContent.yes');
  const no = t('reportContent.no');
  const scopesInWords = scopesWithMemory();
  const shown = (value: unknown): string => {
    const text = textOf(value, { yes, no });
    if (text === '') return none;
    const characters = Array.from(text);
    return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text;
  };
  /** A field of a key in words. */
  const shownIn = (field: string, fields: Fields): string => {
    const value = fields[field];
    if (field === 'compromised' && isObject(value)) {
      const reason = shown(value['reason']);
      return reason === none ? shown(value['at']) : `${shown(value['at'])} ${reason}`;
    }
    if (field !== 'scopes' || !Array.isArray(value)) return shown(value);
    return shown(scopesInWords(value.map(String)));
  };
  return { shown, shownIn };
}

function textOf(value: unknown, { yes, no }: { yes: string; no: string }): string {
  if (Array.isArray(value)) return value.map(String).join(', ');
  if (typeof value === 'boolean') return value ? yes : no;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
