import { RESOURCES } from '../keys/scopes';
import { isDocument } from './report';
import type { ColumnType, ReportFormat, ReportKind } from './report';

/** A column that a report can have. Its label is in `shared/words/en/reports-table.ts`. */
export interface ColumnSpec {
  id: string;
  type: ColumnType;
  /** in characters */
  width: number;
  /** `shown`: in every format; `data`: in data formats; `asked`: only when chosen */
  usual: 'shown' | 'data' | 'asked';
}

const column = (
  id: string,
  type: ColumnType,
  width: number,
  usual: ColumnSpec['usual'] = 'shown',
): ColumnSpec => ({ id, type, width, usual });

/** The fields of the record: the hash only on request, the secret never. */
const INVENTORY = [
  column('name', 'text', 28),
  column('integration', 'text', 18),
  column('environment', 'text', 14),
  column('status', 'text', 18),
  column('scopes', 'list', 40),
  column('hint', 'text', 22, 'data'),
  column('createdAt', 'instant', 22),
  column('createdBy', 'text', 16),
  column('updatedAt', 'instant', 22, 'data'),
  column('lastUsedAt', 'instant', 22),
  column('expiresAt', 'instant', 22),
  column('allowedIps', 'list', 24, 'data'),
  column('note', 'text', 40, 'data'),
  column('owner', 'text', 18, 'data'),
  column('tags', 'list', 24, 'data'),
  column('enabled', 'flag', 9, 'data'),
  column('secretCreatedAt', 'instant', 22, 'data'),
  column('rotateEvery', 'number', 14, 'data'),
  column('graceUntil', 'instant', 22, 'data'),
  column('compromised', 'instant', 22, 'data'),
  column('hasSecret', 'flag', 14, 'data'),
  column('id', 'text', 36, 'data'),
  column('secretHash', 'text', 64, 'asked'),
];

const ACCESS_REVIEW = [
  column('name', 'text', 28),
  column('integration', 'text', 18),
  column('status', 'text', 18),
  ...RESOURCES.map((resource) => column(`scope:${resource}`, 'level', 4)),
  column('otherScopes', 'list', 18, 'data'),
  column('lastUsedAt', 'instant', 22, 'data'),
  column('id', 'text', 36, 'data'),
  column('reviewer', 'text', 14),
  column('decision', 'text', 14),
  column('reviewedAt', 'day', 12),
];

const RISK = [
  column('severity', 'text', 12),
  column('finding', 'text', 26),
  column('name', 'text', 28),
  column('integration', 'text', 18),
  column('status', 'text', 18, 'data'),
  column('why', 'text', 44),
  column('advice', 'text', 44),
  column('createdAt', 'instant', 22, 'data'),
  column('lastUsedAt', 'instant', 22, 'data'),
  column('expiresAt', 'instant', 22, 'data'),
  column('id', 'text', 36, 'data'),
];

const ACTIVITY = [
  column('sequence', 'number', 9),
  column('at', 'instant', 24),
  column('actor', 'text', 18),
  column('origin', 'text', 14, 'data'),
  column('event', 'text', 24),
  column('name', 'text', 28),
  column('change', 'text', 60),
  column('keyId', 'text', 36, 'data'),
];

const LIFECYCLE = [
  column('measure', 'text', 20),
  column('group', 'text', 20),
  column('created', 'number', 10),
  column('rotated', 'number', 10),
  column('expired', 'number', 10),
  column('deleted', 'number', 10),
  column('keys', 'number', 12),
];

const DUE_DATES = [
  column('dueAt', 'instant', 22),
  column('due', 'text', 16),
  column('name', 'text', 28),
  column('integration', 'text', 18),
  column('owner', 'text', 18),
  column('environment', 'text', 14),
  column('hint', 'text', 22, 'data'),
  column('secretCreatedAt', 'instant', 22, 'data'),
  column('rotateEvery', 'number', 14, 'data'),
  column('lastUsedAt', 'instant', 22, 'data'),
  column('id', 'text', 36, 'data'),
  column('dueId', 'text', 46, 'data'),
];

const COLUMNS: Record<ReportKind, readonly ColumnSpec[]> = {
  inventory: INVENTORY,
  'access-review': ACCESS_REVIEW,
  risk: RISK,
  activity: ACTIVITY,
  lifecycle: LIFECYCLE,
  'due-dates': DUE_DATES,
};

/** All columns of a report, in the default order. */
export const columnsOf = (kind: ReportKind): readonly ColumnSpec[] => COLUMNS[kind];

/** The default columns of a report in a format. */
const usualColumns = (
  kind: ReportKind,
  format: ReportFormat,
  needed: readonly string[],
): readonly ColumnSpec[] =>
  COLUMNS[kind].filter(
    ({ id, usual }) =>
      usual === 'shown' || (usual === 'data' && !isDocument(format)) || needed.includes(id),
  );

/**
 * The chosen columns in the chosen order, without those that the report does not have.
 *
 * @param needed ids of columns that the default selection must not hide
 */
export function chosenColumns(
  kind: ReportKind,
  format: ReportFormat,
  ids: readonly string[] | null,
  needed: readonly string[] = [],
): readonly ColumnSpec[] {
  // A calendar has fields instead of columns.
  if (ids === null || format === 'ics') return usualColumns(kind, format, needed);
  const chosen = [...new Set(ids)]
    .map((id) => COLUMNS[kind].find((spec) => spec.id === id))
    .filter((spec) => spec !== undefined);
  return chosen.length === 0 ? usualColumns(kind, format, needed) : chosen;
}
