import Button from '@mui/material/Button';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncState } from '../../../shared/sync/sync-state';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { useFocusRescue } from '../../ui/hooks/use-focus-rescue';
import { Facts, Row, SyncCard } from './sync-card';
import { SetUpCard } from './set-up/set-up-card';

/** The focus stays inside this element when the card changes. */
const PART = 'endpoint';

/** The endpoint, with the buttons to change or disconnect it. */
export function EndpointCard({
  state,
  canChange,
}: {
  state: Extract<SyncState, { kind: 'set-up' }>;
  canChange: boolean;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [isChanging, setIsChanging] = useState(false);
  const forget = useCommand(bridge.sync.forget);
  const { address, user, server } = state;
  const change = useRef<HTMLButtonElement>(null);
  useFocusRescue(
    `[data-part=${PART}]`,
    () => change.current ?? document.querySelector(`[data-part=${PART}] input`),
  );

  if (isChanging) {
    return (
      <div data-part={PART}>
        <SetUpCard
          before={{ address, user }}
          canChange={canChange}
          onDone={() => setIsChanging(false)}
        />
      </div>
    );
  }
  return (
    <SyncCard data-part={PART} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('sync.endpoint.title')}</h2>
      <Facts>
        <dt>{t('sync.endpoint.address')}</dt>
        <dd>{address}</dd>
        <dt>{t('sync.endpoint.signedIn')}</dt>
        <dd>{user === '' ? t('sync.endpoint.byToken') : <bdi>{user}</bdi>}</dd>
        <dt>{t('sync.endpoint.server')}</dt>
        <dd>
          {t('sync.test.server', {
            name: bidiIsolate(server.name),
            version: bidiIsolate(server.version),
            api: bidiIsolate(server.api),
          })}
        </dd>
      </Facts>
      <FailureAlert failure={forget.failure} />
      <Row>
        <Button ref={change} size="small" disabled={!canChange} onClick={() => setIsChanging(true)}>
          {t('sync.endpoint.change')}
        </Button>
        <Button
          size="small"
          disabled={!canChange}
          aria-busy={forget.busy}
          onClick={() => void forget.run()}
        >
          {t('sync.endpoint.forget')}
        </Button>
      </Row>
    </SyncCard>
  );
}
