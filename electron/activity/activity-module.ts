import type { ArchiveSummary } from '../../shared/activity/activity';
import type { activityRequests } from '../../shared/contract/activity';
import type { Result } from '../../shared/lib/result';
import { ok } from '../../shared/lib/result';
import type { FeatureModule, Send } from '../lib/feature-module';
import type { ArchivingVault } from './activity-archiving';
import { ActivityArchiving } from './activity-archiving';
import { ActivityReading } from './activity-reading';
import type { Progress } from '../lib/progress';
import type { ActivityVault } from './recorded-event';

interface Around {
  vault: () => (ActivityVault & ArchivingVault) | null;
  now: () => number;
  send: Send;
  /** archives the events before an instant, and reopens the vault */
  archive: (
    before: number,
    onProgress: (done: number, total: number) => void,
  ) => Promise<Result<ArchiveSummary>>;
  /** Shows long work on the app's icon; null when it has ended. */
  showProgress: (work: 'verifying' | 'archiving', at: Progress | null) => void;
}

/** The requests about the activity: reading, verifying and archiving it. */
export function activityModule(around: Around): FeatureModule<typeof activityRequests> {
  const { vault, now, send, archive, showProgress } = around;
  const reading = new ActivityReading({
    vault,
    onProgress: (progress) => {
      showProgress('verifying', progress);
      if (progress) send('activity:verifying', progress);
    },
  });
  const archiving = new ActivityArchiving({
    vault,
    archive,
    now,
    onProgress: (progress) => {
      showProgress('archiving', progress);
      if (progress) send('activity:archiving', progress);
    },
  });
  return {
    onCommitted: (events) => send('activity:changed', { sequence: events.at(-1)?.sequence ?? 0 }),
    onLocked: () => reading.forget(),
    handlers: {
      'activity:page': ({ from, filter, newerThan, archive: file }) =>
        reading.page(from, filter, newerThan, file),
      'activity:find-old': () => archiving.findOld(),
      'activity:archive': ({ days }) => archiving.archive(days),
      'activity:verify': () => reading.verify(),
      'activity:cancel-verify': () => {
        reading.cancelVerify();
        return ok(undefined);
      },
    },
  };
}
