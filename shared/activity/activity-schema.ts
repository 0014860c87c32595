import { z } from 'zod';
import type { ActivityCursor, ActivityFilter } from './activity';
import { ACTIVITY_EVENTS, ORIGINS } from './activity';
import { instantSchema } from '../keys/api-key';

export const activityCursorSchema = z.strictObject({
  sequence: z.int().nonnegative(),
  offset: z.int().nonnegative(),
  tag: z.string().max(64),
}) satisfies z.ZodType<ActivityCursor>;

export const activityFilterSchema = z.strictObject({
  events: z.array(z.enum(ACTIVITY_EVENTS)).max(ACTIVITY_EVENTS.length),
  actors: z.array(z.string().max(200)).max(1_000),
  origins: z.array(z.enum([...ORIGINS, 'unknown'])).max(ORIGINS.length + 1),
  keyId: z.uuidv7().nullable(),
  within: z.strictObject({ first: z.int().nonnegative(), last: z.int().nonnegative() }).nullable(),
  since: instantSchema.nullable(),
  until: instantSchema.nullable(),
  query: z.string().max(1_000),
}) satisfies z.ZodType<ActivityFilter>;
