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

/** The requests about the activity. */
export const activityRequests = {
  /**
   * A part of the activity, newest first. `from`: `next` of the previous part, or null for the
   * newest. `newerThan`: the sequence number at which to stop, or 0. `archive`: the file to read
   * instead of the activity, or null.
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
  /** Verifies the whole chain. `activity:verifying` reports the progress. */
  'activity:verify': { input: nothing, output: made<ActivityVerdict>() },
  'activity:cancel-verify': { input: nothing, output: done },
  /** The events that could be archived, for each age. */
  'activity:find-old': { input: nothing, output: made<OldActivity[]>() },
  /** Moves older events into a sealed file. `activity:archiving` reports the progress. */
  'activity:archive': {
    input: z.strictObject({ days: z.literal(ARCHIVE_AGES) }),
    output: made<ArchiveSummary>(),
  },
} as const satisfies Requests;
