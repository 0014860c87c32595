import { DELETED_KEPT_DAYS } from '../../../shared/keys/key-limits';
import type { DeletedKey } from '../format/events';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Whether a deleted key can still be restored.
 *
 * @param now milliseconds since the epoch
 */
export const isRestorable = ({ deletedAt }: Pick<DeletedKey, 'deletedAt'>, now: number): boolean =>
  now - Date.parse(deletedAt) < DELETED_KEPT_DAYS * DAY_MS;
