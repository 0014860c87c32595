/** The columns of the key table that can be hidden, in their order. Name and actions always stay. */
export const KEY_COLUMNS = [
  'scopes',
  'status',
  'integration',
  'environment',
  'owner',
  'createdBy',
  'createdAt',
  'lastUsedAt',
  'expiresAt',
  'rotateBy',
] as const;
export type KeyColumn = (typeof KEY_COLUMNS)[number];

/** Columns that are shown in a wide window only, unless they are chosen. */
const WIDE: ReadonlySet<KeyColumn> = new Set(['integration', 'environment', 'owner', 'createdBy']);

/**
 * The columns to show, in their order.
 *
 * @param chosen null: those that suit the window
 * @param hasRotation whether a key has a date by which it must be rotated
 */
export const shownColumns = (
  chosen: readonly KeyColumn[] | null,
  isWide: boolean,
  hasRotation: boolean,
): KeyColumn[] =>
  KEY_COLUMNS.filter((column) => {
    if (chosen !== null) return chosen.includes(column);
    if (column === 'rotateBy') return isWide && hasRotation;
    return isWide || !WIDE.has(column);
  });
