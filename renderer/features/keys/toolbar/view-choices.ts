import type { SavedView } from '../../../../shared/keys/saved-lists';

/** What a view sets; columns, inactive keys and groups stay as they are where it does not say. */
export type AppliedView = Pick<SavedView, 'filter' | 'order'> & Partial<SavedView>;

/** The view of the page, to be saved or replaced. */
export interface ViewChoices {
  grouped: boolean;
  setGrouped: (grouped: boolean) => void;
  apply: (view: AppliedView) => void;
  /** without a name */
  present: () => Omit<SavedView, 'name'>;
}

/** The views that every vault has. */
export const BUILT_IN_VIEWS = [
  {
    id: 'expiring',
    filter: 'status:active expires:within:30d',
    order: { column: 'expiresAt', descending: false },
  },
  {
    id: 'neverUsed',
    filter: 'status:active last-used:never',
    order: { column: 'createdAt', descending: false },
  },
  {
    id: 'fullAccess',
    filter: 'status:active access:full',
    order: { column: 'name', descending: false },
  },
] as const satisfies readonly (AppliedView & { id: string })[];
