import Button from '@mui/material/Button';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyConflict } from '../../../../shared/sync/sync-state';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { Quiet, Row, SyncCard } from '../sync-card';
import { ConflictForm } from './conflict-form';
import type { Choice } from './decision';
import { decisionFor } from './decision';

/** The number shown at once. The rest follows when these are decided. */
const SHOWN = 20;

/** Keys that were changed on both sides in ways that cannot be merged automatically. */
export function Conflicts({ conflicts }: { conflicts: readonly KeyConflict[] }) {
  const { t } = useTranslation();
  const id = useId();
  const all = useCommand(bridge.sync.decide);
  if (conflicts.length === 0) return null;

  // The main process asks for confirmation before it changes several keys.
  const decideAll = (choice: Choice) =>
    void all.run({ decisions: conflicts.map((conflict) => decisionFor(conflict, choice)) });
  const rest = conflicts.length - SHOWN;

  return (
    <SyncCard aria-labelledby={`${id}-title`}>
      <div>
        <h2 id={`${id}-title`}>{t('sync.conflicts.title')}</h2>
        <p>{t('sync.conflicts.sentence')}</p>
      </div>
      {conflicts.length > 1 && (
        <Row role="group" aria-label={t('sync.conflicts.all')}>
          <Button size="small" onClick={() => decideAll('held')}>
            {t('sync.conflicts.allHeld')}
          </Button>
          <Button size="small" onClick={() => decideAll('mine')}>
            {t('sync.conflicts.allMine')}
          </Button>
          <Button size="small" onClick={() => decideAll('theirs')}>
            {t('sync.conflicts.allTheirs')}
          </Button>
        </Row>
      )}
      <FailureAlert failure={all.failure} />
      {conflicts.slice(0, SHOWN).map((conflict) => (
        <ConflictForm key={conflict.keyId} conflict={conflict} />
      ))}
      {rest > 0 && <Quiet>{t('sync.conflicts.more', { count: rest })}</Quiet>}
    </SyncCard>
  );
}
