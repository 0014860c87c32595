import { styled } from '@mui/material/styles';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { isLater, reachOf } from '../../../shared/keys/reach';
import type { SyncState } from '../../../shared/sync/sync-state';
import { useSync } from '../../bridge/sync';
import { role } from '../../ui/theme/colour-roles';
import { lineHeight, radius } from '../../ui/theme/tokens';
import { Icon } from '../../ui/theme/icons';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { NARROW, useNarrow } from '../start/narrow';
import { hrefOf } from '../../ui/hooks/page-address';
import { wordsHidden } from './sidebar-parts';

const Place = styled('div')({ display: 'flex', minWidth: 0 });

const Badge = styled('a')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 8,
  minWidth: 0,
  padding: '4px 2px',
  borderRadius: radius.small,
  color: role.secondary,
  textDecoration: 'none',
  '&:hover': { color: role.text },
  // A long status wraps beside the lock button.
  '& > div': { display: 'grid', minWidth: 0, lineHeight: lineHeight.hint, whiteSpace: 'normal' },
  '& span': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& span[data-tone=care]': { color: role.care, fontWeight: 600 },
  '&[data-tone=care]': { color: role.care, fontWeight: 600 },
  '&[data-tone=danger]': { color: role.danger, fontWeight: 600 },
  [NARROW]: { gap: 0, '&[data-tone=calm]': wordsHidden, '& span': wordsHidden },
});

/** The sync status at the foot of the sidebar: a link to the Sync page. */
export function SyncBadge() {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const state = useSync();
  if (state === null) return null;
  const { text, tone } = describe(state, t);
  const unsent = unsentWords(state, t);
  return (
    <Place role="status">
      <Badge
        href={hrefOf('sync')}
        draggable={false}
        data-tone={unsent && tone === 'calm' ? 'care' : tone}
        data-tip={unsent?.whole ?? (narrow ? text : undefined)}
      >
        <Icon name={state.kind === 'off' ? 'vault' : 'sync'} />
        <div>
          <span>{text}</span>
          {unsent && unsent.short !== text && <span data-tone="care">{unsent.short}</span>}
          {unsent && <span className="visually-hidden">{unsent.whole}</span>}
        </div>
      </Badge>
    </Place>
  );
}

type Tone = 'calm' | 'care' | 'danger';

function describe(state: SyncState, t: TFunction): { text: string; tone: Tone } {
  if (state.kind === 'off') return { text: t('sync.badge.off'), tone: 'calm' };
  const { phase, conflicts, returned, waiting, problems } = state;
  if (phase.phase === 'asking') return { text: t('sync.badge.asking'), tone: 'danger' };
  if (conflicts.length > 0) {
    return { text: t('sync.badge.conflicts', { count: conflicts.length }), tone: 'care' };
  }
  // Unsent changes have their own text. Skipped records without unsent changes are unreadable ones.
  const count = returned.length + (waiting > 0 ? 0 : problems.length);
  if (count > 0) return { text: t('sync.badge.returned', { count }), tone: 'care' };
  if (phase.phase === 'failed') {
    return phase.failure.code === 'endpoint-unreachable'
      ? { text: t('sync.badge.offline'), tone: 'calm' }
      : { text: t('sync.badge.failed'), tone: 'danger' };
  }
  if (phase.phase === 'idle' && waiting > 0) {
    return { text: t('sync.badge.waiting', { count: waiting }), tone: 'care' };
  }
  // The vault was not compared with the endpoint since it was unlocked.
  const isUnknown = phase.phase === 'idle' && state.lastSyncedAt === null;
  return {
    text: t(`sync.badge.${isUnknown ? 'new' : phase.phase}`),
    tone: phase.phase === 'new' ? 'care' : 'calm',
  };
}

/** The maximum number of deleted keys that the tooltip names. */
const NAMED = 3;

/** The unsent changes: the reason, their number, and the deleted keys that the endpoint still accepts. */
function unsentWords(state: SyncState, t: TFunction): { short: string; whole: string } | null {
  if (state.kind === 'off' || state.waiting === 0) return null;
  const reach = reachOf(state);
  const deleted = state.unsent.filter(({ change }) => change === 'deleted');
  const names = deleted
    .slice(0, NAMED)
    .map(({ name }) => (name === null ? t('sync.badge.unknownKey') : bidiIsolate(name)))
    .join(', ');
  const parts = [
    isLater(reach) ? t(`sync.badge.reasons.${reach}`) : '',
    t('sync.badge.waitingWhole', { count: state.waiting }),
    deleted.length > 0
      ? t('sync.badge.waitingDeleted', { names: deleted.length > NAMED ? `${names}, …` : names })
      : '',
  ];
  return {
    short: t('sync.badge.waiting', { count: state.waiting }),
    whole: parts.filter(Boolean).join(' '),
  };
}
