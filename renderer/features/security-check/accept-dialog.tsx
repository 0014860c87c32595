import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REASON_LENGTH } from '../../../shared/keys/key-limits';
import type { Risk } from '../../../shared/keys/risks';
import { MAX_EXCEPTION_DAYS, MAX_EXCEPTION_KEYS } from '../../../shared/rules/exceptions';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { CheckField } from '../../ui/controls/check-field';
import { FieldLabel } from '../../ui/controls/field';
import { TextField } from '../../ui/controls/text-field';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toasts';
import { useMinute } from '../../ui/hooks/now';
import { DialogFrame } from '../../ui/layout/dialog-frame';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { border, radius } from '../../ui/theme/tokens';

const DAY_MS = 24 * 60 * 60_000;
/** How long an exception runs unless another day is chosen. */
const DEFAULT_DAYS = 90;

const Keys = styled('div')({
  display: 'grid',
  gap: 8,
  maxHeight: 200,
  padding: '10px 12px',
  overflowY: 'auto',
  border: border.line,
  borderRadius: radius.box,
});

/** Accepts a finding for some of its keys: with a reason, until a day. */
export function AcceptDialog({
  risk,
  nameOf,
  onClosed,
}: {
  risk: Risk;
  nameOf: (id: string) => string;
  onClosed: () => void;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const now = useMinute();
  const [open, setOpen] = useState(true);
  const [keyIds] = useState(() => risk.keyIds.slice(0, MAX_EXCEPTION_KEYS));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(keyIds));
  const [reason, setReason] = useState('');
  const [day, setDay] = useState(() => localDate(now + DEFAULT_DAYS * DAY_MS));
  const [tried, setTried] = useState(false);
  const accept = useCommand(bridge.rules.addException);
  const what = t(`risks.${risk.code}.short`);

  const until = endOfDay(day);
  const problems = {
    reason:
      reason.trim() === '' ? 'required' : reason.trim().length > REASON_LENGTH ? 'long' : null,
    day:
      until === null || until <= now
        ? 'past'
        : until - now > MAX_EXCEPTION_DAYS * DAY_MS
          ? 'far'
          : null,
  } as const;
  const isReady = problems.reason === null && problems.day === null && chosen.size > 0;
  const choose = (id: string, isChosen: boolean) =>
    setChosen((known) => {
      const next = new Set(known);
      if (isChosen) next.add(id);
      else next.delete(id);
      return next;
    });
  const submit = async () => {
    setTried(true);
    if (!isReady || until === null) return;
    const result = await accept.run({
      code: risk.code,
      keyIds: keyIds.filter((id) => chosen.has(id)),
      reason: reason.trim(),
      until: new Date(until).toISOString(),
    });
    if (!result?.ok) return;
    toast(t('check.accepting.done', { count: chosen.size }));
    setOpen(false);
  };
  return (
    <DialogFrame
      open={open}
      width={520}
      title={t('check.accepting.title', { what })}
      sentence={t('check.accepting.sentence')}
      onClose={() => setOpen(false)}
      onExited={onClosed}
      onSubmit={() => void submit()}
      footText={t('check.accepting.count', { count: chosen.size })}
      buttons={
        <>
          <Button type="button" onClick={() => setOpen(false)}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" variant="contained" color="primary" aria-busy={accept.busy}>
            {t('check.accepting.go')}
          </Button>
        </>
      }
    >
      <FailureAlert failure={accept.failure} />
      <TextField
        label={t('check.accepting.reason')}
        value={reason}
        onChange={setReason}
        help={t('check.accepting.reasonHelp')}
        error={tried && problems.reason ? t(`check.accepting.problems.${problems.reason}`) : null}
        autoFocus
      />
      <TextField
        label={t('check.accepting.until')}
        type="date"
        min={localDate(now)}
        value={day}
        onChange={setDay}
        help={t('check.accepting.untilHelp')}
        error={tried && problems.day ? t(`check.accepting.problems.${problems.day}`) : null}
      />
      <div role="group" aria-label={t('check.accepting.keys')}>
        <FieldLabel as="span">{t('check.accepting.keys')}</FieldLabel>
        <Keys>
          {keyIds.map((id) => (
            <CheckField
              key={id}
              label={bidiIsolate(nameOf(id))}
              checked={chosen.has(id)}
              onChange={(isChosen) => choose(id, isChosen)}
            />
          ))}
        </Keys>
      </div>
      {tried && chosen.size === 0 && (
        <Notice tone="danger" role="alert">
          {t('check.accepting.problems.none')}
        </Notice>
      )}
      {risk.keyIds.length > keyIds.length && (
        <Notice tone="calm">{t('check.accepting.most', { count: MAX_EXCEPTION_KEYS })}</Notice>
      )}
    </DialogFrame>
  );
}

/** As a date field expects it. */
function localDate(instant: number): string {
  const date = new Date(instant);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The end of a local day; null for none. */
function endOfDay(day: string): number | null {
  const end = Date.parse(`${day}T23:59:59.999`);
  return Number.isNaN(end) ? null : end;
}
