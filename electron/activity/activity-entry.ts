import type {
  ActivityDetail,
  ActivityEntry,
  ChangeField,
  FieldChange,
} from '../../shared/activity/activity';
import { CHANGE_FIELDS } from '../../shared/activity/activity';
import { ruleDetail } from '../../shared/rules/rule-detail';
import type { ApiKeyRecord } from '../../shared/keys/api-key';
import type { RecordedEvent } from './recorded-event';

/** Longer texts are cut; the key itself shows them in full. */
const MAX_TEXT = 500;

/**
 * An event in the form for the page: nothing sealed, no hashes, and of a change only the fields
 * that users know.
 *
 * @param nameOf the name of a key, existing or deleted
 */
export function activityEntryOf(
  event: RecordedEvent,
  nameOf: (keyId: string) => { name: string; exists: boolean },
): ActivityEntry {
  const { sequence, at, actor, keyId } = event;
  return {
    sequence,
    at,
    actor,
    origin: event.origin ?? null,
    event: event.event,
    key: keyId === null ? null : { id: keyId, ...nameOf(keyId) },
    changes: changesOf(event),
    detail: detailOf(event),
  };
}

function changesOf(event: RecordedEvent): FieldChange[] {
  if (event.event === 'key.created' || event.event === 'key.restored')
    return differences({}, event.change.record);
  if (event.event === 'key.deleted') return differences(event.change.before, {});
  if (event.event === 'key.updated' || event.event === 'key.rotated') {
    return differences(event.change.before, event.change.after);
  }
  return [];
}

/**
 * The fields that at least one side has, with both values. Empty fields of a whole key are left
 * out.
 */
function differences(before: Partial<ApiKeyRecord>, after: Partial<ApiKeyRecord>): FieldChange[] {
  const sides = [before, after].map((side) => Object.keys(side).length > 0);
  const isChange = sides.every(Boolean);
  return CHANGE_FIELDS.flatMap((field): FieldChange[] => {
    if (!Object.hasOwn(before, field) && !Object.hasOwn(after, field)) return [];
    const values = [before, after].map((side) => valueOf(side, field));
    if (!isChange && values.every(isNothing)) return [];
    return [
      {
        field,
        ...(values[0] === undefined ? {} : { before: values[0] }),
        ...(values[1] === undefined ? {} : { after: values[1] }),
      },
    ];
  });
}

const isNothing = (value: FieldChange['before']): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === true ||
  (Array.isArray(value) && value.length === 0);

function valueOf(record: Partial<ApiKeyRecord>, field: ChangeField): FieldChange['before'] {
  const value = field === 'compromised' ? reasonOf(record) : record[field];
  if (typeof value !== 'string' || value.length <= MAX_TEXT) return value;
  return `${value.slice(0, MAX_TEXT)}…`;
}

/** The reason of a report; null without a report. */
const reasonOf = ({ compromised }: Partial<ApiKeyRecord>) => compromised && compromised.reason;

function detailOf(event: RecordedEvent): ActivityDetail | null {
  if (event.event === 'vault.unlocked' || event.event === 'vault.proof-failed') {
    return { kind: 'method', method: event.change.method };
  }
  if (event.event === 'vault.unlock-failed') return { kind: 'attempts', ...event.change };
  if (event.event === 'preference.changed') return { kind: 'preference', ...event.change };
  if (event.event === 'secret.handed-over') return { kind: 'handed-over', ...event.change };
  if (event.event === 'activity.archived') {
    const { first, last } = event.change;
    return { kind: 'archived', first, last };
  }
  if (event.event === 'sync.done') return { kind: 'sync', ...event.change };
  if (event.event === 'setting.changed') {
    const { name, value } = event.change;
    const ofRules = ruleDetail(name, value);
    if (ofRules) return ofRules;
    // A feature's value may hold secrets, so only its name is shown.
    return { kind: 'setting', name, isRemoved: value === null };
  }
  return null;
}
