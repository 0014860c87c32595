import { styled } from '@mui/material/styles';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SyncState } from '../../shared/sync-state';
import { useSync } from '../bridge/sync';
import { role } from '../ui/colour-roles';
import { Icon } from '../ui/icons';
import { NARROW, useNarrow } from './narrow';
import { hrefOf } from '../ui/address';
import { wordsHidden } from './sidebar-parts';

const Place = styled('div')({ display: 'flex', minWidth: 0 });

const Badge = styled('a')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 8,
  minWidth: 0,
  padding: '4px 2px',
  borderRadius: 6,
  color: role.secondary,
  textDecoration: 'none',
  '&:hover': { color: role.text },
  '& span': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '&[data-tone=care]': { color: role.care, fontWeight: 600 },
  '&[data-tone=danger]': { color: role.danger, fontWeight: 600 },
  [NARROW]: { '&[data-tone=calm]': wordsHidden, '& span': wordsHidden },
});

/** Where the content of the vault is: on this computer only, or in step with an endpoint. Leads to the Sync page. */
export function SyncBadge() {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const state = useSync();
  if (state === null) return null;
  const { text, tone } = describe(state, t);
  return (
    <Place role="status">
      <Badge
        href={hrefOf('sync')}
        draggable={false}
        data-tone={tone}
        data-tip={narrow ? text : undefined}
      >
        <Icon name={state.kind === 'off' ? 'vault' : 'sync'} />
        <span>{text}</span>
      </Badge>
    </Place>
  );
}

type Tone = 'calm' | 'care' | 'danger';

function describe(state: SyncState, t: TFunction): { text: string; tone: Tone } {
  if (state.kind === 'off') return { text: t('sync.badge.off'), tone: 'calm' };
  const { phase, conflicts, returned, waiting } = state;
  if (phase.phase === 'asking') return { text: t('sync.badge.asking'), tone: 'danger' };
  if (conflicts.length > 0) {
    return { text: t('sync.badge.conflicts', { count: conflicts.length }), tone: 'care' };
  }
  if (returned.length > 0) {
    return { text: t('sync.badge.returned', { count: returned.length }), tone: 'care' };
  }
  if (phase.phase === 'failed') {
    return phase.failure.code === 'endpoint-unreachable'
      ? { text: t('sync.badge.offline'), tone: 'calm' }
      : { text: t('sync.badge.failed'), tone: 'danger' };
  }
  if (phase.phase === 'idle' && waiting > 0) {
    return { text: t('sync.badge.waiting', { count: waiting }), tone: 'calm' };
  }
  return { text: t(`sync.badge.${phase.phase}`), tone: phase.phase === 'new' ? 'care' : 'calm' };
}
