import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { TFunction } from 'i18next';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncPhase, SyncState } from '../../../shared/sync/sync-state';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { role } from '../../ui/theme/colour-roles';
import { radius } from '../../ui/theme/tokens';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { useFormats } from '../../ui/text/formats';
import { Notice } from '../../ui/feedback/notice';
import { useMinute } from '../../ui/hooks/now';
import { EndpointMessage } from './endpoint-message';
import { Quiet, Row, Spread, SyncCard } from './sync-card';
import { timeSpan } from './time-span';

type SetUp = Extract<SyncState, { kind: 'set-up' }>;
type Phase = Exclude<SyncPhase, { phase: 'new' | 'asking' }>;

const Dot = styled('span')({
  display: 'inline-block',
  width: 8,
  height: 8,
  marginInlineEnd: 8,
  borderRadius: radius.round,
  background: role.edge,
  '&[data-tone=good]': { background: role.good },
  '&[data-tone=care]': { background: role.care },
  '&[data-tone=danger]': { background: role.danger },
  '&[data-tone=busy]': { background: role.accent },
});

const MINUTE = 60_000;

const TONES = { idle: 'good', running: 'busy', paused: 'quiet', failed: 'danger' } as const;

/** The sync status, the time of the last sync, and the buttons that sync, stop and pause. */
export function StatusCard({ state, phase }: { state: SetUp; phase: Phase }) {
  const { t } = useTranslation();
  const id = useId();
  const now = useMinute();
  const formats = useFormats();
  const start = useCommand(bridge.sync.now);
  const pause = useCommand(bridge.sync.setPaused);
  const { lastSyncedAt, nextAt } = state;
  const isDifferent = state.waiting + differing(state) > 0;
  const lastSynced = (at: number | null) => {
    if (at === null) return t('sync.status.never');
    return now - at < MINUTE
      ? t('sync.status.lastNow')
      : t('sync.status.last', { when: formats.past(at, now) });
  };
  const isWaiting =
    (phase.phase === 'idle' || phase.phase === 'paused') && (isDifferent || lastSyncedAt === null);

  return (
    <SyncCard aria-labelledby={`${id}-title`}>
      <Spread>
        <div>
          <h2 id={`${id}-title`} className="visually-hidden">
            {t('sync.status.title')}
          </h2>
          <p role="status" style={{ fontWeight: 600, color: role.text }}>
            <Dot data-tone={isWaiting ? 'care' : TONES[phase.phase]} aria-hidden="true" />
            {headline(phase, state, t)}
          </p>
          <Quiet>
            {lastSynced(lastSyncedAt)}
            {'. '}
            {nextAt !== null &&
              nextAt > now &&
              `${t('sync.status.next', { when: formats.future(nextAt, now) })}.`}
            {nextAt === null && isForPerson(phase) && t('sync.status.byHand')}
          </Quiet>
        </div>
        <Row>
          {phase.phase === 'running' ? (
            <Button data-action="sync" onClick={() => void bridge.sync.cancel()}>
              {t('sync.status.cancel')}
            </Button>
          ) : (
            <Button
              data-action="sync"
              variant="contained"
              color="primary"
              aria-busy={start.busy}
              onClick={() => void start.run()}
            >
              {t('sync.status.now')}
            </Button>
          )}
          <Button onClick={() => void pause.run({ isPaused: !state.isPaused })}>
            {t(state.isPaused ? 'sync.status.resume' : 'sync.status.pause')}
          </Button>
        </Row>
      </Spread>
      <FailureAlert failure={phase.phase === 'failed' ? phase.failure : null} />
      <FailureAlert failure={start.failure ?? pause.failure} />
      {state.clockDifferenceMs !== null && (
        <Notice tone="care" role="status">
          {t(state.clockDifferenceMs > 0 ? 'sync.status.clockAhead' : 'sync.status.clockBehind', {
            difference: timeSpan(state.clockDifferenceMs, t('locale')),
          })}
        </Notice>
      )}
      <EndpointMessage alert={state.alert} />
    </SyncCard>
  );
}

/** After the user has stopped a sync, no time of the next one is shown. */
const isForPerson = (phase: Phase): boolean =>
  phase.phase === 'failed' && phase.failure.code !== 'sync-cancelled';

/** How many keys have a conflict. A sync changes that only after a decision. */
const differing = ({ returned, problems }: SetUp): number =>
  returned.length +
  problems.filter(({ kind, choices }) => kind === 'invalid' || choices.length > 0).length;

function headline(phase: Phase, state: SetUp, t: TFunction): string {
  const { waiting } = state;
  if (phase.phase === 'paused' || phase.phase === 'failed') return t(`sync.status.${phase.phase}`);
  if (phase.phase === 'idle') {
    if (waiting > 0) return t('sync.status.waiting', { count: waiting });
    const count = differing(state);
    if (count > 0) return t('sync.status.idleBut', { count });
    // The vault was not compared with the endpoint since it was unlocked.
    return t(state.lastSyncedAt === null ? 'sync.status.unknown' : 'sync.status.idle');
  }
  const { step, done, total } = phase;
  if (step === 'sending') return t('sync.status.sending', { done, total: total ?? done });
  return done > 0 ? t('sync.status.receivingMany', { count: done }) : t('sync.status.receiving');
}
