import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { useSync } from '../../../bridge/sync';
import { Icon } from '../../../ui/theme/icons';
import { watchAnchor } from '../../../ui/hooks/watch-anchor';
import { textSize } from '../../../ui/theme/tokens';

export type RowChoice =
  | 'reveal'
  | 'copy'
  | 'rotate'
  | 'test'
  | 'handOver'
  | 'activate'
  | 'deactivate'
  | 'compromised'
  | 'activity';

/**
 * The other actions of a key. A disabled action says why. The menu closes when its row moves or
 * shows another key, because it would seem to belong to that one.
 */
export function RowMenu({
  apiKey,
  anchor,
  canChange,
  onChosen,
}: {
  apiKey: ApiKey;
  anchor: HTMLElement;
  canChange: boolean;
  /** called when the menu has faded out; null when nothing was chosen */
  onChosen: (choice: RowChoice | null) => void;
}) {
  const { t } = useTranslation();
  const sync = useSync();
  // The actions do not change while the menu is open: each does what its label said when the menu
  // opened.
  const [canTest] = useState(
    sync?.kind === 'set-up' && sync.server.capabilities.includes('api-key-verification'),
  );
  const [wasEnabled] = useState(apiKey.enabled);
  const [open, setOpen] = useState(true);
  const [choice, setChoice] = useState<RowChoice | null>(null);
  const { id } = apiKey;
  useEffect(() => {
    const isSame = () => anchor.closest<HTMLElement>('[data-key-id]')?.dataset['keyId'] === id;
    return watchAnchor(anchor, isSame, () => setOpen(false));
  }, [anchor, id]);
  const choose = (chosen: RowChoice) => {
    setChoice(chosen);
    setOpen(false);
  };
  const secret = apiKey.hasSecret ? {} : { disabled: true };
  const change = wasEnabled ? 'deactivate' : 'activate';
  const name = t('keys.more', { name: apiKey.name });

  return (
    <Menu
      open={open}
      anchorEl={anchor}
      onClose={() => setOpen(false)}
      disableRestoreFocus
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      slotProps={{
        // A menu is rendered outside the page's landmarks, so it is a landmark itself.
        root: { role: 'region', 'aria-label': name },
        list: { 'aria-label': name },
        paper: { sx: { minWidth: 210 } },
        // Open a dialog or return the focus only after the menu has closed.
        transition: { onExited: () => onChosen(choice) },
      }}
    >
      <MenuItem {...secret} onClick={() => choose('reveal')}>
        <Icon name="show" />
        {t('dialogs.rowMenu.reveal')}
      </MenuItem>
      <MenuItem {...secret} onClick={() => choose('copy')}>
        <Icon name="copy" />
        {t('dialogs.rowMenu.copy')}
      </MenuItem>
      <MenuItem {...secret} onClick={() => choose('handOver')}>
        <Icon name="export" />
        {t('dialogs.rowMenu.handOver')}
      </MenuItem>
      {canTest && (
        <MenuItem {...secret} onClick={() => choose('test')}>
          <Icon name="check" />
          {t('dialogs.rowMenu.test')}
        </MenuItem>
      )}
      <MenuItem disabled={!canChange} onClick={() => choose('rotate')}>
        <Icon name="sync" />
        {t('dialogs.rowMenu.rotate')}
      </MenuItem>
      <MenuItem disabled={!canChange} onClick={() => choose(change)}>
        <Icon name="power" />
        {t(`dialogs.rowMenu.${change}`)}
      </MenuItem>
      <MenuItem
        disabled={!canChange || apiKey.compromised !== null}
        onClick={() => choose('compromised')}
      >
        <Icon name="warning" />
        {t('changes.menu.compromised')}
      </MenuItem>
      <MenuItem onClick={() => choose('activity')}>
        <Icon name="activity" />
        {t('dialogs.rowMenu.activity')}
      </MenuItem>
      {apiKey.enabled !== wasEnabled && <Reason>{t(`dialogs.rowMenu.meanwhile.${change}`)}</Reason>}
      {!apiKey.hasSecret && <Reason>{t('dialogs.rowMenu.noSecret')}</Reason>}
      {!canChange && <Reason>{t('vault.readOnlyReason')}</Reason>}
    </Menu>
  );
}

/** The reason for a disabled action: read with the menu, but not selectable. */
const Reason = ({ children }: { children: string }) => (
  <MenuItem
    disabled
    divider={false}
    sx={{ fontSize: textSize.hint, whiteSpace: 'normal', maxWidth: 230 }}
  >
    {children}
  </MenuItem>
);
