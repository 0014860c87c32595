import { z } from 'zod';
import { instantSchema } from '../keys/api-key';
import { putOffSchema } from '../reminders/reminder-schema';
import { MAX_PUT_OFF } from '../reminders/reminders';
import { nothing } from './schemas';
import type { Requests } from './schemas';

const putOffList = z.array(putOffSchema);

/** The requests about reminders of expiries and rotations. */
export const reminderRequests = {
  /** `toldAt`: when the person was told last; null when never. */
  'reminders:state': {
    input: nothing,
    output: z.object({ putOff: putOffList, toldAt: instantSchema.nullable() }),
  },
  /** Call it before the page tells of reminders. Returns when the person was told before. */
  'reminders:tell': { input: nothing, output: z.object({ toldAt: instantSchema.nullable() }) },
  /** Hides reminders until their next tier. Returns the whole list. */
  'reminders:put-off': {
    input: z.strictObject({ putOff: putOffList.min(1).max(MAX_PUT_OFF) }),
    output: putOffList,
  },
} as const satisfies Requests;
