import type { ApiKey } from '../../../../shared/keys/api-key';
import { IconButton } from '../../../ui/controls/icon-button';
import { useKeyActions } from '../key-actions';
import { useRowContext } from './row-context';

/**
 * Edit, delete and the menu with the other actions. `data-action` lets the focus return to them.
 */
export function ActionsCell({ apiKey }: { apiKey: ApiKey }) {
  const { t, texts } = useRowContext();
  const actions = useKeyActions();
  const { name } = apiKey;
  const readOnly = actions.canChange
    ? {}
    : { 'aria-disabled': true, tip: t('vault.readOnlyReason') };
  return (
    <span className="actions">
      <IconButton
        icon="edit"
        label={texts.named('keys.edit', name)}
        data-action="edit"
        {...readOnly}
        onClick={(event) => actions.edit(apiKey, event.currentTarget)}
      />
      <IconButton
        icon="delete"
        label={texts.named('keys.delete', name)}
        data-action="delete"
        {...readOnly}
        onClick={(event) => actions.delete([apiKey], event.currentTarget)}
      />
      <IconButton
        icon="more"
        label={texts.named('keys.more', name)}
        data-action="more"
        aria-haspopup="menu"
        onClick={(event) => actions.openMenu(apiKey, event.currentTarget)}
      />
    </span>
  );
}
