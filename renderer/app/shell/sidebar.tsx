import { styled } from '@mui/material/styles';
import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../bridge/bridge';
import { whenIdle } from '../../ui/hooks/when-idle';
import { hrefOf } from '../../ui/hooks/page-address';
import { role } from '../../ui/theme/colour-roles';
import { lineHeight, textSize } from '../../ui/theme/tokens';
import { withLaterWords } from '../../ui/text/later-words';
import { Icon } from '../../ui/theme/icons';
import { NARROW, useNarrow } from '../start/narrow';
import { NAVIGATION } from './navigation';
import type { PageId } from './navigation';
import { Brand, Foot, Group, Item, LockButton, SidebarFrame, wordsHidden } from './sidebar-parts';

// The first picture does without both.
const SyncBadge = lazy(() =>
  whenIdle().then(
    withLaterWords(async () => ({ default: (await import('./sync-badge')).SyncBadge })),
  ),
);
const ClipboardStatus = lazy(() =>
  whenIdle().then(
    withLaterWords(async () => ({
      default: (await import('./clipboard-status')).ClipboardStatus,
    })),
  ),
);

const Title = styled('h2')({
  padding: '0 8px 6px',
  fontSize: textSize.small,
  lineHeight: lineHeight.hint,
  fontWeight: 600,
  color: role.text,
  [NARROW]: wordsHidden,
});

/**
 * The navigation and the state of the vault.
 *
 * @param props.checkBadge what follows the words of the link to the Security check
 * @param props.below what follows the links of the first group
 */
export function Sidebar({
  page,
  checkBadge,
  below,
}: {
  page: PageId;
  checkBadge: ReactNode;
  below: ReactNode;
}) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  return (
    <SidebarFrame aria-label={t('windowTitle')}>
      <Brand>
        <span>
          <Icon name="key" />
        </span>
        <b>{t('windowTitle')}</b>
      </Brand>
      <nav aria-label={t('navigation.name')}>
        <Title>{t('navigation.name')}</Title>
        {NAVIGATION.map(({ group, pages }) => (
          <Group key={group} role="group" aria-label={t(`navigation.${group}`)}>
            <span aria-hidden="true">{t(`navigation.${group}`)}</span>
            {pages.map(({ id, label, icon }) => (
              <Item
                key={id}
                href={hrefOf(id)}
                draggable={false}
                aria-current={id === page ? 'page' : undefined}
                data-tip={narrow ? t(`navigation.${label}`) : undefined}
              >
                <Icon name={icon} />
                <span>{t(`navigation.${label}`)}</span>
                {id === 'security-check' && checkBadge}
              </Item>
            ))}
            {group === 'developer' && below}
          </Group>
        ))}
      </nav>
      <Foot>
        <Suspense>
          <ClipboardStatus />
        </Suspense>
        <div>
          <Suspense>
            <SyncBadge />
          </Suspense>
          <LockButton
            type="button"
            aria-label={t('navigation.lockVault')}
            data-tip={narrow ? t('navigation.lockVault') : undefined}
            onClick={() => void bridge.vault.lock()}
          >
            <Icon name="lock" />
            <span>{t('navigation.lock')}</span>
          </LockButton>
        </div>
      </Foot>
    </SidebarFrame>
  );
}
