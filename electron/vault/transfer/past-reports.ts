import type { Report } from '../../../shared/keys/reported-secret';
import { endedReport } from '../../../shared/keys/reported-secret';
import type { ActivityEvent } from '../format/events';
import type { Vault } from '../vault';

/**
 * The reports about secrets that the keys of a vault had before, by the hash of the secret: from the
 * keys, the deleted keys and the activity. What cannot be read of the activity is left out.
 */
export async function pastReports({
  keys,
  deleted,
  activity,
}: Pick<Vault, 'keys' | 'deleted' | 'activity'>): Promise<ReadonlyMap<string, Report>> {
  const reports = new Map<string, Report>();
  const note = (before: Parameters<typeof endedReport>[0]) => {
    const found = endedReport(before);
    if (found) reports.set(found.secretHash, found.report);
  };
  const take = ({ event, change }: ActivityEvent) => {
    if (event === 'key.updated' || event === 'key.rotated' || event === 'key.deleted') {
      note(change.before);
    }
    return true;
  };
  await activity.readBack(null, take);
  for (const { file } of activity.archives) await activity.readArchiveBack(file, null, take);
  for (const { record } of [...deleted.values(), ...keys.values()]) note(record);
  return reports;
}
