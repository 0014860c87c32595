import type { ApiKey } from '../../../../shared/api-key';
import { IconButton } from '../../../ui/icon-button';
import { useKeyActions } from '../key-actions';
import { useRowContext } from './row-context';

/** Edit, delete and the menu with the rest; `data-action` lets focus find its way back to them. */
export function ActionsCell({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useRowContext();
  const actions = useKeyActions();
  const name = { name: apiKey.name };
  const readOnly = actions.canChange
    ? {}
    : { 'aria-disabled': true, tip: t('vault.readOnlyReason') };
  return (
    <span className="actions">
      <IconButton
        icon="edit"
        label={t('keys.edit', name)}
        data-action="edit"
        {...readOnly}
        onClick={(event) => actions.edit(apiKey, event.currentTarget)}
      />
      <IconButton
        icon="delete"
        label={t('keys.delete', name)}
        data-action="delete"
        {...readOnly}
        onClick={(event) => actions.delete([apiKey], event.currentTarget)}
      />
      <IconButton
        icon="more"
        label={t('keys.more', name)}
        data-action="more"
        aria-haspopup="menu"
        onClick={(event) => actions.openMenu(apiKey, event.currentTarget)}
      />
    </span>
  );
}
