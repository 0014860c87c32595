import { endsWithin } from '../../../../shared/keys/key-status';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { rotationDueAt } from '../../../../shared/keys/rotation-due';
import { useOfMinute } from '../../../ui/hooks/now';
import type { KeyEntry } from '../store/key-entry';
import { useRowContext } from './row-context';

/**
 * An active key that expires within this time is shown in the warning colour, as in the Security
 * check.
 */
export const SOON_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A short date in the cell; the exact instant in UTC in the tooltip. */
function Instant({ at, text, className }: { at: string; text: string; className?: string }) {
  return (
    <time className={className} dateTime={at} title={at}>
      {text}
    </time>
  );
}

export function CreatedCell({ entry }: { entry: KeyEntry }) {
  const { date } = useRowContext().formats;
  return <Instant at={entry.key.createdAt} text={date(entry.createdAt)} />;
}

export function LastUsedCell({ entry }: { entry: KeyEntry }) {
  const { texts, formats } = useRowContext();
  const { lastUsedAt } = entry.key;
  const text = useOfMinute((now) =>
    lastUsedAt === null ? texts.word('keys.never') : formats.past(entry.lastUsedAt, now),
  );
  return lastUsedAt === null ? text : <Instant at={lastUsedAt} text={text} />;
}

export function ExpiresCell({ entry }: { entry: KeyEntry }) {
  const { texts, formats } = useRowContext();
  const { expiresAt } = entry.key;
  const text = useOfMinute((now) =>
    expiresAt === null ? texts.word('keys.noExpiry') : formats.future(entry.expiresAt, now),
  );
  const isSoon = useOfMinute((now) => endsWithin(entry.key, SOON_DAYS, now));
  if (expiresAt === null) return text;
  return <Instant at={expiresAt} text={text} className={isSoon ? 'soon' : undefined} />;
}

/** When the secret must be rotated; empty where no rotation is demanded. */
export function RotateByCell({ apiKey }: { apiKey: ApiKey }) {
  const { formats } = useRowContext();
  const due = rotationDueAt(apiKey);
  const text = useOfMinute((now) => (due === null ? '' : formats.future(due, now)));
  const isSoon = useOfMinute((now) => due !== null && due - now <= SOON_DAYS * DAY_MS);
  if (due === null) return null;
  const at = new Date(due).toISOString();
  return <Instant at={at} text={text} className={isSoon ? 'soon' : undefined} />;
}
