import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/keys/api-key';
import { goTo } from '../../ui/layout/page-address';
import { NAME_HERE, useToast } from '../../ui/feedback/toasts';
import type { KeyDialog } from './dialogs/key-dialog';
import type { ShownList } from './store/key-store';
import { RowMenu } from './table/row-menu';
import type { RowChoice } from './table/row-menu';
import type { SetEnabled } from './use-set-enabled';

/** The menu that is open, of which key, and beside which button. */
export interface OpenRowMenu {
  apiKey: ApiKey;
  anchor: HTMLElement;
}

/** The menu of a row, and what its choices lead to. It stays open while the key changes elsewhere: it is about the key as it is. */
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
  /** it has left the screen */
  onLeft: () => void;
  /** gives the focus back to the row */
  giveBack: () => void;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const apiKey = list.index.get(opened.id);
  const choose = (choice: RowChoice | null) => {
    onLeft();
    if (choice === null || apiKey === undefined) {
      // It has gone while the menu faded.
      if (choice !== null) toast(t('unknownKey'));
      return giveBack();
    }
    if (choice === 'activity') return goTo('activity', { key: apiKey.id });
    if (choice !== 'activate' && choice !== 'deactivate') {
      return onDialog({ kind: choice, apiKey });
    }
    giveBack();
    if (apiKey.enabled !== (choice === 'activate'))
      return void setEnabled([apiKey], !apiKey.enabled);
    const words = t(`dialogs.rowMenu.already.${choice}`, { name: NAME_HERE });
    return toast({ words, name: apiKey.name });
  };
  return (
    <RowMenu apiKey={apiKey ?? opened} anchor={anchor} canChange={canChange} onChosen={choose} />
  );
}
