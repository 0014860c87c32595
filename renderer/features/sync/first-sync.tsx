import Button from '@mui/material/Button';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SyncPreview } from '../../../shared/sync/sync-state';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { Icon } from '../../ui/theme/icons';
import { List, Quiet, Row, SyncCard } from './sync-card';

/** The preview of the first sync, before anything is sent. */
export function FirstSync() {
  const { t } = useTranslation();
  const id = useId();
  const [preview, setPreview] = useState<SyncPreview | null>(null);
  const look = useCommand(bridge.sync.preview);
  const begin = useCommand(bridge.sync.begin);
  const leave = useCommand(bridge.sync.forget);
  const { run } = look;

  const compare = async () => {
    const result = await run();
    setPreview(result?.ok ? result.value : null);
  };
  useEffect(() => {
    void run().then((result) => {
      if (result?.ok) setPreview(result.value);
    });
  }, [run]);

  return (
    <SyncCard aria-labelledby={`${id}-title`}>
      <div>
        <h2 id={`${id}-title`}>{t('sync.first.title')}</h2>
        <p>{t('sync.first.sentence')}</p>
      </div>
      <div role="status">
        {preview ? (
          <Counts preview={preview} />
        ) : (
          look.failure === null && <Quiet>{t('sync.first.looking')}</Quiet>
        )}
      </div>
      <Quiet>{t('sync.first.secrets')}</Quiet>
      <FailureAlert failure={look.failure ?? begin.failure ?? leave.failure} />
      <Row>
        <Button
          variant="contained"
          color="primary"
          disabled={preview === null}
          aria-busy={begin.busy}
          onClick={() => void begin.run()}
        >
          {t('sync.first.begin')}
        </Button>
        <Button aria-busy={look.busy} onClick={() => void compare()}>
          {t('sync.first.again')}
        </Button>
        <Button variant="text" onClick={() => void leave.run()}>
          {t('sync.first.leave')}
        </Button>
      </Row>
    </SyncCard>
  );
}

function Counts({ preview }: { preview: SyncPreview }) {
  const { t } = useTranslation();
  const lines = (['send', 'receive', 'remove', 'conflicts'] as const).filter(
    (line) => preview[line] > 0,
  );
  const icons = { send: 'up', receive: 'down', remove: 'delete', conflicts: 'warning' } as const;
  return (
    <List>
      {lines.length === 0 && (
        <li data-ok="true">
          <Icon name="check" />
          <span>{t('sync.first.nothing')}</span>
        </li>
      )}
      {lines.map((line) => (
        <li key={line}>
          <Icon name={icons[line]} />
          <span>{t(`sync.first.${line}`, { count: preview[line] })}</span>
        </li>
      ))}
    </List>
  );
}
