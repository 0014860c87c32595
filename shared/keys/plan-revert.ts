import { givesMore } from './access';
import type { KeyAccess } from './access';
import { moreAccess } from './access-change';
import type { ApiKeyRecord } from './api-key';
import type { RuleCode } from '../rules/rule-set';
import type { FieldChanges } from './plan-change';

/** An event of a commit that changed a key, as the activity has it. */
export type RevertibleEvent =
  | { event: 'key.created' | 'key.restored'; keyId: string; change: { record: ApiKeyRecord } }
  | { event: 'key.updated' | 'key.rotated'; keyId: string; change: FieldChanges<ApiKeyRecord> }
  | { event: 'key.deleted'; keyId: string; change: { before: ApiKeyRecord } };

/** Why the change of a key cannot be reverted. */
export type RevertObstacle =
  /** fields were changed again since; or the key, in more than its fields */
  | { reason: 'changed-since'; fields: string[] }
  | { reason: 'deleted-since' }
  /** an old secret is gone, or must not come back */
  | { reason: 'secret' }
  | { reason: 'compromised' }
  | { reason: 'name-taken' }
  /** a deleted key that is there again, or was deleted too long ago */
  | { reason: 'not-restorable' }
  /** rules that block the earlier state of the key */
  | { reason: 'rules'; rules: RuleCode[] };

/** What a revert does to one key. */
export type RevertStep = { key: { id: string; name: string } } & (
  | ({ skipped: null; does: 'update'; givesMore: boolean } & FieldChanges<ApiKeyRecord>)
  | { skipped: null; does: 'delete'; givesMore: false }
  /** `access`: of the key as it comes back */
  | { skipped: null; does: 'restore'; givesMore: boolean; access: KeyAccess }
  | { skipped: RevertObstacle }
);

/** The plan as the page shows it: without hashes. */
export interface RevertPlan {
  /** who made the change, and when; RFC 3339 */
  actor: string;
  at: string;
  steps: RevertStep[];
  /** `planDigest` of the steps */
  digest: string;
}

/** The present state that a revert is planned for. */
export interface RevertContext {
  /** milliseconds since the epoch */
  now: number;
  record(id: string): ApiKeyRecord | undefined;
  /** a deleted key as it comes back; undefined when it cannot be restored */
  restored(id: string): KeyAccess | undefined;
  idOfName(name: string): string | undefined;
}

/** Fields that follow from a change or from use; a revert leaves them alone. */
const FOLLOWING: ReadonlySet<string> = new Set(['updatedAt', 'lastUsedAt']);
const OF_SECRET: readonly (keyof ApiKeyRecord)[] = ['secretHash', 'hint', 'secretCreatedAt'];

/**
 * The steps that undo one commit, for each key that it changed. A key that was changed since stays
 * as it is: a revert never overwrites a later change.
 *
 * @param events of one commit, in their order
 */
export function planRevert(
  events: readonly RevertibleEvent[],
  context: RevertContext,
): RevertStep[] {
  const byKey = new Map<string, RevertibleEvent[]>();
  for (const event of events) {
    const known = byKey.get(event.keyId);
    if (known) known.push(event);
    else byKey.set(event.keyId, [event]);
  }
  return [...byKey].map(([id, ofKey]) => stepFor(id, ofKey, context));
}

function stepFor(
  id: string,
  events: readonly RevertibleEvent[],
  context: RevertContext,
): RevertStep {
  const last = events.at(-1);
  const record = context.record(id);
  if (last?.event === 'key.deleted') {
    const key = { id, name: last.change.before.name };
    const restored = context.restored(id);
    if (record !== undefined || restored === undefined) {
      return { key, skipped: { reason: 'not-restorable' } };
    }
    const { enabled, scopes, allowedIps, expiresAt } = restored;
    const access = { enabled, scopes, allowedIps, expiresAt };
    return { key, skipped: null, does: 'restore', givesMore: enabled, access };
  }
  const key = { id, name: record?.name ?? lastNameIn(events) };
  if (record === undefined) return { key, skipped: { reason: 'deleted-since' } };
  const made = events.find(isCreation);
  if (made !== undefined) {
    // The record as this commit left it.
    const left: ApiKeyRecord = { ...made.change.record };
    for (const event of events) if (isUpdate(event)) Object.assign(left, event.change.after);
    const fields = differing(left, record);
    if (fields.length > 0) return { key, skipped: { reason: 'changed-since', fields } };
    return { key, skipped: null, does: 'delete', givesMore: false };
  }
  const found = earlierFields(events.filter(isUpdate), record, context);
  return 'reason' in found ? { key, skipped: found } : { key, skipped: null, ...found };
}

type Creation = Extract<RevertibleEvent, { change: { record: ApiKeyRecord } }>;
type Update = Extract<RevertibleEvent, { event: 'key.updated' | 'key.rotated' }>;

const isCreation = (event: RevertibleEvent): event is Creation =>
  event.event === 'key.created' || event.event === 'key.restored';
const isUpdate = (event: RevertibleEvent): event is Update =>
  event.event === 'key.updated' || event.event === 'key.rotated';

function lastNameIn(events: readonly RevertibleEvent[]): string {
  for (const event of events.toReversed()) {
    const name = isCreation(event)
      ? event.change.record.name
      : isUpdate(event)
        ? event.change.after.name
        : event.change.before.name;
    if (name !== undefined) return name;
  }
  return '';
}

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

function differing(expected: Partial<ApiKeyRecord>, record: ApiKeyRecord): (keyof ApiKeyRecord)[] {
  const fields = Object.keys(expected) as (keyof ApiKeyRecord)[];
  return fields.filter((field) => !FOLLOWING.has(field) && !isSame(expected[field], record[field]));
}

/** The change of a key back to its fields before the events, or the obstacle. */
function earlierFields(
  events: readonly Update[],
  present: ApiKeyRecord,
  context: RevertContext,
): RevertObstacle | ReverseUpdate {
  const before: Partial<ApiKeyRecord> = {};
  const after: Partial<ApiKeyRecord> = {};
  for (const { change } of events.toReversed()) {
    if (OF_SECRET.some((field) => field in change.after)) return { reason: 'secret' };
    if (change.after.compromised) return { reason: 'compromised' };
    const fields = differing(change.after, { ...present, ...after });
    if (fields.length > 0) return { reason: 'changed-since', fields };
    if (!keepsGrace(change, context.now)) return { reason: 'secret' };
    for (const field of Object.keys(change.after) as (keyof ApiKeyRecord)[]) {
      if (FOLLOWING.has(field)) continue;
      Object.assign(before, { [field]: present[field] });
      Object.assign(after, { [field]: change.before[field] });
    }
  }
  const reverted = { ...present, ...after };
  // Only a rotation ends a report; until then the key stays inactive.
  if (reverted.compromised && reverted.enabled && !present.enabled)
    return { reason: 'compromised' };
  if (after.name !== undefined && ![undefined, present.id].includes(context.idOfName(after.name))) {
    return { reason: 'name-taken' };
  }
  const isOtherSecret = moreAccess(present, reverted).some(({ field }) => field === 'secret');
  return {
    does: 'update',
    before,
    after,
    givesMore: givesMore(present, reverted) || isOtherSecret,
  };
}

type ReverseUpdate = { does: 'update'; givesMore: boolean } & FieldChanges<ApiKeyRecord>;

/**
 * Whether a change left the previous secret of a key alone, or only shortened its grace period,
 * which still runs.
 */
function keepsGrace({ before, after }: FieldChanges<ApiKeyRecord>, now: number): boolean {
  if (after.previousSecret === undefined) return true;
  const [old, left] = [before.previousSecret, after.previousSecret];
  return old?.hash === left?.hash && Date.parse(left?.validUntil ?? '') > now;
}
