import { createContext, useContext } from 'react';
import type { ApiKey } from '../../../shared/keys/api-key';
import type { ToastAction } from '../../ui/feedback/toasts';

/**
 * The actions of the table. Stable while the page is mounted, so that rows are not rendered again.
 */
export interface KeyActions {
  /** false while the vault is read-only */
  canChange: boolean;
  edit: (key: ApiKey, opener: HTMLElement) => void;
  delete: (keys: readonly ApiKey[], opener: HTMLElement) => void;
  openMenu: (key: ApiKey, opener: HTMLElement) => void;
  /**
   * the action of a toast about these keys: to show them, if they are out of sight. `isNew`: the
   * user does not know their position yet
   */
  offerShow: (keys: readonly ApiKey[], isNew?: boolean) => ToastAction | undefined;
}

export const KeyActionsContext = createContext<KeyActions | null>(null);

export function useKeyActions(): KeyActions {
  const actions = useContext(KeyActionsContext);
  if (actions === null) throw new Error('useKeyActions needs a KeyActionsContext above it');
  return actions;
}
