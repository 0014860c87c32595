import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityEntry, ActivityEventName } from '../../../shared/activity/activity';
import { useFormats } from '../../ui/text/formats';
import { Icon } from '../../ui/theme/icons';
import type { IconName } from '../../ui/theme/icons';
import './activity-row.css';
import { EntryDetails } from './entry-details';
import { summaryOf } from './entry-text';

const ICONS: Partial<Record<ActivityEventName, IconName>> = {
  'key.created': 'plus',
  'key.restored': 'plus',
  'key.updated': 'edit',
  'key.rotated': 'key',
  'key.deleted': 'delete',
  'secret.revealed': 'show',
  'secret.copied': 'copy',
  'secret.tested': 'check',
  'secret.handed-over': 'export',
  'vault.unlocked': 'unlock',
  'vault.locked': 'lock',
  'vault.unlock-failed': 'warning',
  'vault.proof-failed': 'warning',
  'vault.older-state-accepted': 'warning',
  'vault.older-ways-in-accepted': 'warning',
  'vault.unremembered-accepted': 'warning',
  'vault.created': 'vault',
  'preference.changed': 'preferences',
  'report.exported': 'export',
  'sync.done': 'sync',
};

/** One event on one line. Details open below it. */
export const ActivityRow = memo(function ActivityRow({
  entry,
  isOpen,
  onToggle,
  isTimeline,
}: {
  entry: ActivityEntry;
  isOpen: boolean;
  onToggle: (sequence: number) => void;
  /** all rows are about one key, so they do not name it */
  isTimeline: boolean;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const at = Date.parse(entry.at);
  const summary = summaryOf(entry, t, formats);
  const icon = ICONS[entry.event] ?? 'vault';
  return (
    <>
      <button
        type="button"
        className="activity-row"
        aria-expanded={isOpen}
        onClick={() => onToggle(entry.sequence)}
      >
        <span className="badge" data-tone={icon === 'warning' ? 'care' : undefined}>
          <Icon name={icon} size={16} />
        </span>
        <span className="what">
          <strong>{t(`activity.events.${entry.event}`)}</strong>
          {entry.key && !isTimeline && (
            <bdi className="key" dir="auto">
              {entry.key.name || t('activity.unknownKey')}
            </bdi>
          )}
          {entry.key && !isTimeline && !entry.key.exists && entry.event !== 'key.deleted' && (
            <span className="tag">{t('activity.deletedKey')}</span>
          )}
          {summary !== '' && <span className="summary">{summary}</span>}
        </span>
        <span className="who">
          {/* A name can be imitated, so events from outside the window show their origin. */}
          {entry.origin !== null && entry.origin !== 'window' && (
            <span className="tag">{t(`activity.origins.${entry.origin}`)}</span>
          )}
          <bdi className="actor">
            {/* Failed attempts are recorded at the next unlock, so their author is unknown. */}
            {entry.event === 'vault.unlock-failed' ? t('activity.unknownActor') : entry.actor}
          </bdi>
        </span>
        <time dateTime={entry.at}>{formats.time(at)}</time>
        <Icon name="open" />
      </button>
      {isOpen && <EntryDetails entry={entry} isTimeline={isTimeline} />}
    </>
  );
});
