import { createContext, useContext } from 'react';
import type { ApiKey } from '../../../shared/keys/api-key';
import type { ToastAction } from '../../ui/feedback/toasts';

/** What can be done from the table. Stable for the life of the page, so that rows are not drawn again for it. */
export interface KeyActions {
  /** false while the vault is open for reading only */
  canChange: boolean;
  edit: (key: ApiKey, opener: HTMLElement) => void;
  delete: (keys: readonly ApiKey[], opener: HTMLElement) => void;
  openMenu: (key: ApiKey, opener: HTMLElement) => void;
  /** what a toast about these keys offers, if there is need: to show them. `isNew`: the user does not know yet where they are */
  offerShow: (keys: readonly ApiKey[], isNew?: boolean) => ToastAction | undefined;
}

export const KeyActionsContext = createContext<KeyActions | null>(null);

export function useKeyActions(): KeyActions {
  const actions = useContext(KeyActionsContext);
  if (actions === null) throw new Error('useKeyActions needs a KeyActionsContext above it');
  return actions;
}
