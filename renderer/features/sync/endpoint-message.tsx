import { useTranslation } from 'react-i18next';
import type { EndpointAlert } from '../../../shared/sync/sync-state';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { Notice } from '../../ui/feedback/notice';

/** A message of the server to its administrators, shown while the server sends it. */
export function EndpointMessage({ alert }: { alert: EndpointAlert | null }) {
  const { t } = useTranslation();
  if (alert === null) return null;
  return (
    <Notice tone={alert.isEnd ? 'danger' : 'care'} role="status" title={t('sync.status.alert')}>
      <bdi>{bidiIsolate(alert.message)}</bdi>
    </Notice>
  );
}
