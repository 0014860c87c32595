import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/keys/api-key';
import { navigateTo } from '../../ui/hooks/page-address';
import { NAME_PLACEHOLDER, useToast } from '../../ui/feedback/toasts';
import type { KeyDialog } from './dialogs/key-dialog';
import type { ShownList } from './store/key-store';
import { RowMenu } from './table/row-menu';
import type { RowChoice } from './table/row-menu';
import type { SetEnabled } from './use-set-enabled';

/** The open menu, its key and the button that it is anchored to. */
export interface OpenRowMenu {
  apiKey: ApiKey;
  anchor: HTMLElement;
}

/**
 * The menu of a row and its actions. It stays open while the key changes, and acts on the present
 * key.
 */
export function RowMenuHost({
  menu: { apiKey: opened, anchor },
  list,
  canChange,
  onDialog,
  setEnabled,
  onLeft,
  giveBack,
}: {
  menu: OpenRowMenu;
  list: ShownList;
  canChange: boolean;
  onDialog: (dialog: KeyDialog) => void;
  setEnabled: SetEnabled;
  /** called when the menu has faded out */
  onLeft: () => void;
  /** returns the focus to the row */
  giveBack: () => void;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const apiKey = list.index.get(opened.id);
  const choose = (choice: RowChoice | null) => {
    onLeft();
    if (choice === null || apiKey === undefined) {
      // The key was deleted while the menu faded out.
      if (choice !== null) toast(t('unknownKey'));
      return giveBack();
    }
    if (choice === 'activity') return navigateTo('activity', { key: apiKey.id });
    if (choice === 'compromised') {
      const onDone = () => undefined;
      return onDialog({ kind: 'change', subject: choice, keys: [apiKey], onDone });
    }
    if (choice !== 'activate' && choice !== 'deactivate') {
      return onDialog({ kind: choice, apiKey });
    }
    giveBack();
    if (apiKey.enabled !== (choice === 'activate'))
      return void setEnabled([apiKey], !apiKey.enabled);
    const words = t(`dialogs.rowMenu.already.${choice}`, { name: NAME_PLACEHOLDER });
    return toast({ words, name: apiKey.name });
  };
  return (
    <RowMenu apiKey={apiKey ?? opened} anchor={anchor} canChange={canChange} onChosen={choose} />
  );
}
