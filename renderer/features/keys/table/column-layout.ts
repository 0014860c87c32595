import type { KeyColumn } from '../../../../shared/keys/key-columns';
import { CELL_PADDING } from './table-frame';

/** Widths in pixels of the columns whose content is known; permissions and name share the rest. */
const WIDTHS: Record<Exclude<KeyColumn, 'scopes'>, number> = {
  status: 94,
  integration: 100,
  environment: 98,
  owner: 78,
  createdBy: 88,
  createdAt: 106,
  lastUsedAt: 92,
  expiresAt: 94,
  rotateBy: 92,
};
const SELECT = 38;
const ACTIONS = 96;
/** The least width of the name, alone and with the permissions beside it. */
const LEAST_NAME = 184;
const LEAST_SHARED = 316;
/** The part of the table that the permissions take, and at most of what they share with the name. */
const SCOPES_PART = 0.23;
const SCOPES_SHARE = 0.48;

export interface ColumnLayout {
  /** in pixels: in a narrower card the table scrolls sideways */
  minWidth: number;
  /** the widths of the columns that have one, by id */
  widths: Readonly<Record<string, number>>;
  /** the width for permissions in their column, without its padding */
  scopesRoom: number;
}

/** The details of a key leave less room than the columns need: some are hidden (`table-frame.ts`). */
const LEAST_WIDTH = 900;

/**
 * @param width of the card in pixels
 * @param isBeside whether the details of a key are beside the table
 */
export function layoutOf(
  shown: readonly KeyColumn[],
  width: number,
  isBeside: boolean,
): ColumnLayout {
  const widths: Record<string, number> = { select: SELECT, actions: ACTIONS };
  for (const column of shown) if (column !== 'scopes') widths[column] = WIDTHS[column];
  const fixed = Object.values(widths).reduce((sum, each) => sum + each, 0);
  const hasScopes = shown.includes('scopes');
  const isTight = isBeside && width < LEAST_WIDTH;
  const minWidth = isTight ? 0 : fixed + (hasScopes ? LEAST_SHARED : LEAST_NAME);
  const whole = Math.max(minWidth, width);
  const part = whole * SCOPES_PART;
  const scopes = Math.floor(isTight ? part : Math.min((whole - fixed) * SCOPES_SHARE, part));
  if (hasScopes) widths['scopes'] = scopes;
  return { minWidth, widths, scopesRoom: scopes - 2 * CELL_PADDING };
}
