import { statusChoiceOf } from '../../../../shared/keys/key-filter';
import { useOfMinute } from '../../../ui/hooks/now';
import type { KeyEntry } from '../store/key-entry';
import { useRowContext } from './row-context';

/** The status as a dot and a word, with the reason for Inactive below: never by colour alone. */
export function StatusCell({ entry }: { entry: KeyEntry }) {
  const { texts } = useRowContext();
  const status = useOfMinute((now) => statusChoiceOf(entry, now));
  const state = status === 'active' ? 'active' : 'inactive';
  return (
    <>
      <span className={`status ${state}`}>
        <i aria-hidden="true" />
        {texts.word(`keys.status.${state}`)}
      </span>
      {status !== 'active' && <span className="reason">{texts.word(`keys.status.${status}`)}</span>}
    </>
  );
}
