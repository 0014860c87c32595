import type { KeyEntry } from '../store/key-entry';
import { useRowContext } from './row-context';

const DAY = 24 * 60 * 60 * 1000;
/** A key that ends sooner is shown in the colour of care. */
const SOON = 14 * DAY;

/** A short text for the eye; the exact instant in UTC for whoever looks closer. */
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
  const { texts, formats, now } = useRowContext();
  if (entry.key.lastUsedAt === null) return texts.word('keys.never');
  return <Instant at={entry.key.lastUsedAt} text={formats.past(entry.lastUsedAt, now)} />;
}

export function ExpiresCell({ entry }: { entry: KeyEntry }) {
  const { texts, formats, now } = useRowContext();
  if (entry.key.expiresAt === null) return texts.word('keys.noExpiry');
  const left = entry.expiresAt - now;
  return (
    <Instant
      at={entry.key.expiresAt}
      text={formats.future(entry.expiresAt, now)}
      className={left > 0 && left < SOON ? 'soon' : undefined}
    />
  );
}
