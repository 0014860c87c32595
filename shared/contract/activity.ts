import { z } from 'zod';
import type {
  ActivityPage,
  ActivityVerdict,
  ArchiveSummary,
  OldActivity,
} from '../activity/activity';
import { ARCHIVE_AGES } from '../activity/activity';
import { activityCursorSchema, activityFilterSchema } from '../activity/activity-schema';
import { nothing, done, made } from './schemas';
import type { Requests } from './schemas';

/** The activity. */
export const activityRequests = {
  /**
   * A part of the activity, newest first. `from`: `next` of the part before, or null to begin with the newest.
   * `newerThan`: the number of the event at which to stop, or 0. `archive`: the file to read instead of the activity, or null.
   */
  'activity:page': {
    input: z.strictObject({
      from: activityCursorSchema.nullable(),
      filter: activityFilterSchema,
      newerThan: z.int().nonnegative(),
      archive: z.string().max(255).nullable(),
    }),
    output: made<ActivityPage>(),
  },
  /** Walks along the whole chain, and tells how far it is by `activity:verifying`. */
  'activity:verify': { input: nothing, output: made<ActivityVerdict>() },
  'activity:cancel-verify': { input: nothing, output: done },
  /** What could be archived, for each of the ages that there are. */
  'activity:find-old': { input: nothing, output: made<OldActivity[]>() },
  /** Takes everything that is older out of the activity, into a sealed file; tells how far it is by `activity:archiving`. */
  'activity:archive': {
    input: z.strictObject({ days: z.literal(ARCHIVE_AGES) }),
    output: made<ArchiveSummary>(),
  },
} as const satisfies Requests;
