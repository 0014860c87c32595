import type { ApiKeyRecord } from '../../../shared/keys/api-key';
import { freeName } from '../../../shared/keys/free-name';
import { mergeRecords, same } from '../../../shared/sync/merge';
import type { ActivityDraft, StoredKey } from '../format/events';
import type { ChangesSinceOpen } from '../state/changes-since-open';
import { changedKey } from '../state/changed-key';
import { changesBetween } from '../state/diff-keys';
import type { VaultContent } from '../state/vault-content';

/** The content of one side of a merge. */
type Content = Pick<VaultContent, 'keys' | 'settings' | 'idOfName'>;

/**
 * The events that bring the changes made here into another version of the vault. No change is lost,
 * and none is merged toward more access: two changes of one field are merged like those of two
 * computers (`shared/sync/merge.ts`), and a key that was deleted there but changed here returns
 * disabled. Of two texts the later one wins; the other stays in the activity.
 *
 * @param backAgain the key to create for one that was deleted there
 */
export function mergeChanges(
  changes: Pick<ChangesSinceOpen, 'keys' | 'settings'>,
  here: Content,
  there: Content,
  backAgain: (key: StoredKey) => StoredKey,
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
    const wanted = theirs === undefined && merged ? backAgain(merged) : merged;
    drafts.push(...changesBetween(wanted?.record.id ?? id, theirs, wanted));
  }
  for (const [name, { before }] of changes.settings) {
    const mine = here.settings.get(name);
    const theirs = there.settings.get(name);
    if (same(mine, theirs) || !same(before, theirs)) continue;
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
  if (mine === undefined || same(mine, theirs)) return mine;
  if (theirs === undefined) {
    const record = { ...mine.record, enabled: before === undefined && mine.record.enabled };
    return { ...mine, record };
  }
  if (before === undefined || same(before, theirs)) return structuredClone(mine);
  const record = mergedRecord(before.record, mine.record, theirs.record);
  const source = record.secretHash === mine.record.secretHash ? mine : theirs;
  return changedKey(source, record);
}

/** Fields of which the later change wins without a question, because they grant no access. */
const TEXTS = ['name', 'integration', 'note', 'owner'] as const;

function mergedRecord(
  before: ApiKeyRecord,
  mine: ApiKeyRecord,
  theirs: ApiKeyRecord,
): ApiKeyRecord {
  const { record } = mergeRecords(before, mine, theirs);
  const isMineNewer = mine.updatedAt > theirs.updatedAt;
  for (const field of TEXTS) {
    const isDisputed = mine[field] !== before[field] && theirs[field] !== before[field];
    if (isDisputed && isMineNewer) record[field] = mine[field];
  }
  return record;
}
