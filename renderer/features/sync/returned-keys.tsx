import Button from '@mui/material/Button';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReturnedKey } from '../../../shared/sync/sync-state';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { Icon } from '../../ui/theme/icons';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { useToast } from '../../ui/feedback/toasts';
import { List, Quiet, Row, Spread, SyncCard } from './sync-card';

/** The number shown at once. The rest follows when these are decided. */
const SHOWN = 20;

/**
 * Keys that were deleted here and exist at the endpoint again. Both sides differ until the person
 * decides.
 */
export function ReturnedKeys({ keys }: { keys: readonly ReturnedKey[] }) {
  const { t } = useTranslation();
  const id = useId();
  const toast = useToast();
  const answer = useCommand(bridge.sync.answerReturned);
  if (keys.length === 0) return null;

  const decide = async (of: readonly ReturnedKey[], choice: 'delete' | 'take') => {
    const result = await answer.run({ keyIds: of.map(({ keyId }) => keyId), answer: choice });
    const [only, ...others] = of;
    if (!result?.ok || !only || others.length > 0) return;
    const words = choice === 'delete' ? 'sync.returned.deleted' : 'sync.returned.taken';
    toast(t(words, { name: bidiIsolate(only.name) }));
  };
  const rest = keys.length - SHOWN;

  return (
    <SyncCard aria-labelledby={`${id}-title`}>
      <div>
        <h2 id={`${id}-title`}>{t('sync.returned.title')}</h2>
        <p>{t('sync.returned.sentence')}</p>
      </div>
      {keys.length > 1 && (
        <Row role="group" aria-label={t('sync.returned.all')}>
          <Button size="small" onClick={() => void decide(keys, 'delete')}>
            {t('sync.returned.deleteAll')}
          </Button>
          <Button size="small" onClick={() => void decide(keys, 'take')}>
            {t('sync.returned.takeAll')}
          </Button>
        </Row>
      )}
      <List>
        {keys.slice(0, SHOWN).map((key) => (
          <li key={key.keyId} style={{ alignItems: 'center' }}>
            <Icon name="warning" />
            <Spread style={{ flex: 1 }}>
              <div>
                <bdi>{key.name}</bdi>
              </div>
              <Row>
                <Button
                  size="small"
                  color="error"
                  aria-label={t('sync.returned.deleteOne', { name: bidiIsolate(key.name) })}
                  onClick={() => void decide([key], 'delete')}
                >
                  {t('sync.returned.delete')}
                </Button>
                <Button
                  size="small"
                  aria-label={t('sync.returned.takeOne', { name: bidiIsolate(key.name) })}
                  onClick={() => void decide([key], 'take')}
                >
                  {t('sync.returned.take')}
                </Button>
              </Row>
            </Spread>
          </li>
        ))}
      </List>
      {rest > 0 && <Quiet>{t('sync.returned.more', { count: rest })}</Quiet>}
      <FailureAlert failure={answer.failure} />
    </SyncCard>
  );
}
