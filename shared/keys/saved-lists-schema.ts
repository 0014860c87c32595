import { z } from 'zod';
import { KEY_COLUMNS } from './key-columns';
import { MAX_SCOPES } from './key-limits';
import { MAX_SAVED, SAVED_NAME_LENGTH } from './saved-lists';
import type { PermissionTemplate, SavedLists, SavedView } from './saved-lists';

const name = z
  .string()
  .min(1)
  .max(SAVED_NAME_LENGTH)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]*$/u);

export const savedViewSchema = z.strictObject({
  name,
  filter: z.string().max(2_000),
  order: z.strictObject({ column: z.enum(['name', ...KEY_COLUMNS]), descending: z.boolean() }),
  columns: z.array(z.enum(KEY_COLUMNS)).max(KEY_COLUMNS.length).nullable(),
  hideInactive: z.boolean(),
  grouped: z.boolean(),
}) satisfies z.ZodType<SavedView>;

export const permissionTemplateSchema = z.strictObject({
  name,
  scopes: z.array(z.string().max(120)).min(1).max(MAX_SCOPES),
}) satisfies z.ZodType<PermissionTemplate>;

export const savedListsSchema = z.strictObject({
  views: z.array(savedViewSchema).max(MAX_SAVED),
  templates: z.array(permissionTemplateSchema).max(MAX_SAVED),
}) satisfies z.ZodType<SavedLists>;
