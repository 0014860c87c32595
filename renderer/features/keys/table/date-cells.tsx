import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/formats';
import { useMinute } from '../../../ui/now';
import type { KeyEntry } from '../store/key-entry';

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
  const { date } = useFormats();
  return <Instant at={entry.key.createdAt} text={date(entry.createdAt)} />;
}

export function LastUsedCell({ entry }: { entry: KeyEntry }) {
  const { t } = useTranslation();
  const { past } = useFormats();
  const now = useMinute();
  if (entry.key.lastUsedAt === null) return t('keys.never');
  return <Instant at={entry.key.lastUsedAt} text={past(entry.lastUsedAt, now)} />;
}

export function ExpiresCell({ entry }: { entry: KeyEntry }) {
  const { t } = useTranslation();
  const { future } = useFormats();
  const now = useMinute();
  if (entry.key.expiresAt === null) return t('keys.noExpiry');
  const left = entry.expiresAt - now;
  return (
    <Instant
      at={entry.key.expiresAt}
      text={future(entry.expiresAt, now)}
      className={left > 0 && left < SOON ? 'soon' : undefined}
    />
  );
}
