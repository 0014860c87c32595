import type { ApiKey } from '../../../../shared/api-key';
import { statusOf } from '../../../../shared/key-status';
import { useRowContext } from './row-context';

/** A filled dot and Active, or a hollow one and Inactive with its reason below: never colour alone. */
export function StatusCell({ apiKey }: { apiKey: ApiKey }) {
  const { texts, now } = useRowContext();
  const status = statusOf(apiKey, now);
  return (
    <>
      <span className={`status ${status.state}`}>
        <i aria-hidden="true" />
        {texts.word(`keys.status.${status.state}`)}
      </span>
      {status.state === 'inactive' && (
        <span className="reason">{texts.word(`keys.status.${status.reason}`)}</span>
      )}
    </>
  );
}
