import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnsentChange } from '../../../shared/sync/sync-state';
import { Icon } from '../../ui/theme/icons';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { List, Quiet, SyncCard } from './sync-card';

const SHOWN = 20;
const ICONS = { deleted: 'delete', changed: 'edit', new: 'plus' } as const;

/** The changes that the endpoint does not have, by key name. Deleted keys are in no other list. */
export function UnsentCard({
  waiting,
  unsent,
}: {
  waiting: number;
  unsent: readonly UnsentChange[];
}) {
  const { t } = useTranslation();
  const id = useId();
  if (waiting === 0) return null;
  const shown = unsent.slice(0, SHOWN);
  return (
    <SyncCard aria-labelledby={id}>
      <div>
        <h2 id={id}>{t('sync.unsent.title', { count: waiting })}</h2>
        <p>{t('sync.unsent.sentence')}</p>
      </div>
      <List>
        {shown.map(({ keyId, name, change }) => (
          <li key={keyId}>
            <Icon name={ICONS[change]} />
            <span>
              {t(`sync.unsent.${change}`, {
                name: name === null ? t('sync.badge.unknownKey') : bidiIsolate(name),
              })}
            </span>
          </li>
        ))}
      </List>
      {waiting > shown.length && (
        <Quiet>{t('sync.unsent.more', { count: waiting - shown.length })}</Quiet>
      )}
    </SyncCard>
  );
}
