import type { ApiKeyRecord } from '../../shared/api-key';
import { freeName } from '../../shared/free-name';
import type { ActivityDraft, StoredKey } from './activity';
import type { ContentChanges } from './content-changes';
import { changesBetween } from './key-difference';
import type { VaultContent } from './vault-content';

/** What a merge looks at on each side. */
type Content = Pick<VaultContent, 'keys' | 'settings' | 'idOfName'>;

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * What must be done to a version of the vault that came from elsewhere so that it has the changes that were made here,
 * too. Nothing is lost, and nothing is merged toward more access: of two changes the earlier expiry and the fewer scopes
 * hold, deletion beats edits, and a key that is gone there but was changed here comes back disabled. Of other fields that
 * both have changed the later change holds; the other one stands in the activity.
 */
export function mergeChanges(
  changes: Pick<ContentChanges, 'keys' | 'settings'>,
  here: Content,
  there: Content,
): ActivityDraft[] {
  const drafts: ActivityDraft[] = [];
  const given = new Set<string>();
  for (const [id, { before }] of changes.keys) {
    const mine = here.keys.get(id);
    const theirs = there.keys.get(id);
    const merged = mergedKey(before, mine, theirs);
    if (merged !== undefined && merged.record.name !== theirs?.record.name) {
      merged.record.name = freeName(merged.record.name, (name) => {
        const taken = there.idOfName(name);
        return given.has(name.toLowerCase()) || (taken !== undefined && taken !== id);
      });
      given.add(merged.record.name.toLowerCase());
    }
    drafts.push(...changesBetween(id, theirs, merged));
  }
  for (const [name, { before }] of changes.settings) {
    const mine = here.settings.get(name);
    const theirs = there.settings.get(name);
    if (isEqual(mine, theirs) || !isEqual(before, theirs)) continue;
    const value = (mine ?? null) as Extract<
      ActivityDraft,
      { event: 'setting.changed' }
    >['change']['value'];
    drafts.push({ event: 'setting.changed', keyId: null, change: { name, value } });
  }
  return drafts;
}

function mergedKey(
  before: StoredKey | undefined,
  mine: StoredKey | undefined,
  theirs: StoredKey | undefined,
): StoredKey | undefined {
  if (mine === undefined || isEqual(mine, theirs)) return mine;
  if (theirs === undefined) {
    const record = { ...mine.record, enabled: before === undefined && mine.record.enabled };
    return { ...mine, record };
  }
  if (before === undefined || isEqual(before, theirs)) return structuredClone(mine);
  const record = mergedRecord(before.record, mine.record, theirs.record);
  const isMySecret = record.secretHash === mine.record.secretHash;
  return { record, sealedSecret: isMySecret ? mine.sealedSecret : theirs.sealedSecret };
}

function mergedRecord(
  before: ApiKeyRecord,
  mine: ApiKeyRecord,
  theirs: ApiKeyRecord,
): ApiKeyRecord {
  const merged: ApiKeyRecord = { ...theirs };
  const isMineNewer = mine.updatedAt > theirs.updatedAt;
  for (const field of Object.keys(mine) as (keyof ApiKeyRecord)[]) {
    if (isEqual(mine[field], before[field])) continue;
    const isConflict = !isEqual(theirs[field], before[field]);
    if (!isConflict || isMineNewer) Object.assign(merged, { [field]: mine[field] });
  }
  const isDisputed = (field: keyof ApiKeyRecord) =>
    !isEqual(mine[field], before[field]) && !isEqual(theirs[field], before[field]);
  if (isDisputed('expiresAt')) {
    const instants = [mine.expiresAt, theirs.expiresAt].filter((instant) => instant !== null);
    merged.expiresAt = instants.toSorted()[0] ?? null;
  }
  if (isDisputed('scopes')) {
    const common = mine.scopes.filter((scope) => theirs.scopes.includes(scope));
    merged.scopes = common.length > 0 ? common : theirs.scopes;
  }
  if (isDisputed('allowedIps')) {
    merged.allowedIps = mine.allowedIps.length === 0 ? theirs.allowedIps : mine.allowedIps;
  }
  merged.updatedAt = isMineNewer ? mine.updatedAt : theirs.updatedAt;
  return merged;
}
