import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reminder } from '../../../shared/reminders/reminders';
import { FIRST_REQUEST } from '../../../shared/reports/report';
import type { ReportRequest } from '../../../shared/reports/report';
import type { KeyStore } from '../../features/keys/store/key-store';
import { RemindersDialog } from '../../features/reminders/reminders-dialog';
import { useReminders } from '../../features/reminders/use-reminders';
import { NAME_PLACEHOLDER, useToast } from '../../ui/feedback/toasts';
import { screenTime } from '../../ui/hooks/now';
import { useFormats } from '../../ui/text/formats';
import { Icon } from '../../ui/theme/icons';
import { useNarrow } from '../start/narrow';
import { CountBadge, ItemButton } from './sidebar-parts';

const CALENDAR: ReportRequest = { ...FIRST_REQUEST, kind: 'due-dates', format: 'ics' };

/** Beyond it, the number of keys does not fit and does not matter. */
const MOST_SHOWN = 99;

/** Opens the reminders, and tells of new ones. Loaded after the first picture. */
export function RemindersItem({
  store,
  canChange,
  onReport,
}: {
  store: KeyStore;
  canChange: boolean;
  /** shows the Reports page with this report */
  onReport: (report: ReportRequest) => void;
}) {
  const { t } = useTranslation();
  const { future } = useFormats();
  const toast = useToast();
  const narrow = useNarrow();
  const list = useSyncExternalStore(store.subscribe, store.read);
  const index = list.state !== 'failed' && list.isComplete ? list.index : null;
  const [isOpen, setOpen] = useState(false);
  const latest = useRef(index);
  useEffect(() => {
    latest.current = index;
  });

  const tell = useCallback(
    ([first, ...others]: readonly Reminder[]) => {
      const name = first && latest.current?.get(first.keyId)?.name;
      if (!first || name === undefined) return;
      const words =
        first.tier === 0 ? 'reminders.toast.overdue' : (`reminders.toast.${first.kind}` as const);
      const count = new Set(others.map(({ keyId }) => keyId).filter((id) => id !== first.keyId))
        .size;
      toast({
        words: t(words, { name: NAME_PLACEHOLDER, when: future(first.at, screenTime()) }),
        name,
        icon: 'bell',
        below:
          count === 0
            ? undefined
            : { detail: t('reminders.toast.others', { count }), tone: 'calm' },
        action: { label: t('reminders.toast.show'), onAct: () => setOpen(true) },
      });
    },
    [t, toast, future],
  );
  const {
    reminders,
    keyCount: count,
    setPutOff,
  } = useReminders(index?.ordered('createdAt') ?? null, tell);

  return (
    <>
      <ItemButton
        type="button"
        aria-haspopup="dialog"
        data-tip={narrow ? t('reminders.open') : undefined}
        onClick={() => setOpen(true)}
      >
        <Icon name="bell" />
        <span>{t('reminders.open')}</span>
        {count > 0 && (
          <>
            <CountBadge aria-hidden="true">
              {count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}
            </CountBadge>
            <span className="visually-hidden">{t('reminders.count', { count })}</span>
          </>
        )}
      </ItemButton>
      {isOpen && (
        <RemindersDialog
          reminders={reminders}
          keyOf={(id) => index?.get(id)}
          canChange={canChange}
          onPutOff={setPutOff}
          onCalendar={() => onReport(CALENDAR)}
          onClosed={() => setOpen(false)}
        />
      )}
    </>
  );
}
