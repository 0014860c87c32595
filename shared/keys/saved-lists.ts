import type { KeyColumn } from './key-columns';
import type { Scope } from './scopes';

/** A way to look at the keys, under a name. Names and filters may name customers: sealed in the vault. */
export interface SavedView {
  name: string;
  /** in the filter language */
  filter: string;
  order: { column: 'name' | KeyColumn; descending: boolean };
  /** null: those that suit the window */
  columns: KeyColumn[] | null;
  hideInactive: boolean;
  /** whether the keys of an integration stand together */
  grouped: boolean;
}

/** Permissions that a person gives to new keys again and again. */
export interface PermissionTemplate {
  name: string;
  scopes: Scope[];
}

/** What a person has saved to work with keys. */
export interface SavedLists {
  views: SavedView[];
  templates: PermissionTemplate[];
}

export const MAX_SAVED = 50;
export const SAVED_NAME_LENGTH = 60;
