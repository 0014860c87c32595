import { Trans, useTranslation } from 'react-i18next';
import type { ActivityEntry } from '../../../../shared/activity/activity';
import { useMinute } from '../../../ui/hooks/now';
import { hrefOf } from '../../../ui/hooks/page-address';
import { useFormats } from '../../../ui/text/formats';
import { Lines } from './panel-frame';
import type { KeyEvents } from './use-key-facts';

/** What was done with the key last, and the way to all of it. */
export function PanelEvents({ keyId, events }: { keyId: string; events: KeyEvents | null }) {
  const { t } = useTranslation();
  return (
    <div>
      <h3>{t('panel.sections.events')}</h3>
      <Lines aria-label={t('panel.sections.events')} aria-busy={events?.state === 'searching'}>
        {events?.entries.map((entry) => (
          <EventLine key={entry.sequence} entry={entry} />
        ))}
        {events?.state === 'searching' && <li className="quiet">{t('panel.events.searching')}</li>}
        {events?.state === 'failed' && <li>{t('panel.events.failed')}</li>}
        {events?.state === 'done' && events.entries.length === 0 && (
          <li className="quiet">{t('panel.events.none')}</li>
        )}
      </Lines>
      <a href={hrefOf('activity', { key: keyId })}>{t('panel.events.all')}</a>
    </div>
  );
}

function EventLine({ entry }: { entry: ActivityEntry }) {
  const { t } = useTranslation();
  const { day, time, list } = useFormats();
  const now = useMinute();
  const { event, changes, actor, at } = entry;
  const fields = changes.map(({ field }) => t(`activity.fields.${field}`));
  const title = t(`activity.events.${event}`);
  const what =
    event === 'key.updated' && fields.length > 0 ? `${title}: ${list(fields, 'unit')}` : title;
  const instant = Date.parse(at);
  const isToday = new Date(instant).toDateString() === new Date(now).toDateString();
  return (
    <li>
      <span>
        {actor === '' ? (
          what
        ) : (
          <Trans
            i18nKey="panel.events.by"
            values={{ what, name: actor }}
            components={{ name: <bdi /> }}
          />
        )}
      </span>
      <time dateTime={at} title={at}>
        {isToday ? time(instant) : day(instant, now)}
      </time>
    </li>
  );
}
