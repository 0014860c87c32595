import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/api-key';
import { statusOf } from '../../../../shared/key-status';
import { useMinute } from '../../../ui/now';

/** A filled dot and Active, or a hollow one and Inactive with its reason below: never colour alone. */
export function StatusCell({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const status = statusOf(apiKey, useMinute());
  return (
    <>
      <span className={`status ${status.state}`}>
        <i aria-hidden="true" />
        {t(`keys.status.${status.state}`)}
      </span>
      {status.state === 'inactive' && (
        <span className="reason">{t(`keys.status.${status.reason}`)}</span>
      )}
    </>
  );
}
