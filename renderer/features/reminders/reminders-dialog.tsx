import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/keys/api-key';
import type { Failure } from '../../../shared/lib/failure';
import type { PutOff, Reminder } from '../../../shared/reminders/reminders';
import { putOffOf } from '../../../shared/reminders/reminders';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { useMinute } from '../../ui/hooks/now';
import { navigateTo } from '../../ui/hooks/page-address';
import { DialogFrame } from '../../ui/layout/dialog-frame';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { useFormats } from '../../ui/text/formats';
import { role } from '../../ui/theme/colour-roles';
import { MONO } from '../../ui/theme/fonts';
import { border, textSize } from '../../ui/theme/tokens';
import { ExtendButton } from './extend-button';

const List = styled('ul')({
  margin: 0,
  padding: 0,
  listStyle: 'none',
  '& li': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 12px',
    padding: '10px 0',
    borderTop: border.faint,
  },
  '& li:first-of-type': { borderTop: 0 },
  '& li > div': { flex: '1 1 220px', minWidth: 0 },
  '& li > span': { display: 'flex', gap: 4 },
  '& bdi': { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& code': { fontFamily: MONO, fontSize: textSize.hint },
});
const Small = styled('p')({
  fontSize: textSize.small,
  color: role.secondary,
  '&[data-tone=care]': { color: role.care },
});

/** Most rows: a longer list is worked on by a filter of the table, not here. */
const MAX_ROWS = 100;

/** The dates that are due soon, each with what can be done about it. */
export function RemindersDialog({
  reminders,
  keyOf,
  canChange,
  onPutOff,
  onCalendar,
  onClosed,
}: {
  reminders: readonly Reminder[];
  keyOf: (id: string) => ApiKey | undefined;
  canChange: boolean;
  onPutOff: (putOff: readonly PutOff[]) => void;
  onCalendar: () => void;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const { date, future } = useFormats();
  const now = useMinute();
  const [open, setOpen] = useState(true);
  const [notExtended, setNotExtended] = useState<Failure | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  const { run, busy, failure } = useCommand(bridge.reminders.putOff);

  const putOff = async (reminder: Reminder, index: number) => {
    const answer = await run({ putOff: [putOffOf(reminder)] });
    if (!answer?.ok) return;
    // The button that was pressed goes: the focus moves to the one in its place.
    flushSync(() => onPutOff(answer.value));
    const rows = list.current?.querySelectorAll('li') ?? [];
    const buttons = rows[Math.min(index, rows.length - 1)]?.querySelectorAll('button');
    (buttons?.[buttons.length - 1] ?? close.current)?.focus();
  };
  const rotate = (id: string) => {
    setOpen(false);
    navigateTo(`api-keys/rotate/${id}`);
  };
  const whenText = ({ kind, at, tier }: Reminder) =>
    tier === 0
      ? t('reminders.overdue', { date: date(at) })
      : t(`reminders.${kind}`, { when: future(at, now), date: date(at) });
  const readOnly = canChange ? {} : { disabled: true, title: t('vault.readOnlyReason') };
  const rows = reminders.slice(0, MAX_ROWS);
  const more = reminders.length - rows.length;

  return (
    <DialogFrame
      open={open}
      title={t('reminders.title')}
      sentence={t('reminders.sentence')}
      width={640}
      onClose={() => setOpen(false)}
      onExited={onClosed}
      onSubmit={() => setOpen(false)}
      buttons={
        <>
          <Button
            type="button"
            onClick={() => {
              setOpen(false);
              onCalendar();
            }}
          >
            {t('reminders.calendar')}
          </Button>
          <Button ref={close} type="submit" variant="contained" color="primary">
            {t('reminders.close')}
          </Button>
        </>
      }
    >
      <FailureAlert failure={failure ?? notExtended} />
      {rows.length === 0 && <Small>{t('reminders.none')}</Small>}
      {rows.length > 0 && (
        <List ref={list} aria-label={t('reminders.list')}>
          {rows.map((reminder, index) => {
            const key = keyOf(reminder.keyId);
            if (!key) return null;
            const name = bidiIsolate(key.name);
            return (
              <li key={`${reminder.keyId} ${reminder.kind}`}>
                <div>
                  <bdi title={key.name}>{key.name}</bdi>
                  <Small data-tone={reminder.tier <= 3 ? 'care' : undefined}>
                    <code>{key.hint}</code> · {whenText(reminder)}
                  </Small>
                </div>
                <span>
                  {reminder.kind === 'expiry' ? (
                    <ExtendButton apiKey={key} canChange={canChange} onFailure={setNotExtended} />
                  ) : (
                    <Button
                      size="small"
                      {...readOnly}
                      aria-label={t('reminders.rotateNamed', { name })}
                      onClick={() => rotate(key.id)}
                    >
                      {t('reminders.rotate')}
                    </Button>
                  )}
                  <Button
                    size="small"
                    {...readOnly}
                    aria-label={t('reminders.notNowNamed', { name })}
                    aria-busy={busy}
                    onClick={() => void putOff(reminder, index)}
                  >
                    {t('reminders.notNow')}
                  </Button>
                </span>
              </li>
            );
          })}
        </List>
      )}
      {more > 0 && <Small>{t('reminders.more', { count: more })}</Small>}
    </DialogFrame>
  );
}
