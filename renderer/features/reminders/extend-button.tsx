import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/keys/api-key';
import type { Failure } from '../../../shared/lib/failure';
import { bridge } from '../../bridge/bridge';
import { useUndo } from '../../bridge/undo';
import { NAME_PLACEHOLDER, useToast } from '../../ui/feedback/toasts';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { useFormats } from '../../ui/text/formats';

const DAYS = { month: 30, quarter: 90, year: 365 } as const;
const SPANS = ['month', 'quarter', 'year'] as const;

/** Moves the expiry of a key, counted from its present one. */
export function ExtendButton({
  apiKey,
  canChange,
  onFailure,
}: {
  apiKey: ApiKey;
  canChange: boolean;
  /** a message would be behind the dialog; null when it was extended */
  onFailure: (failure: Failure | null) => void;
}) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const toast = useToast();
  const undo = useUndo();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const { expiresAt } = apiKey;
  if (expiresAt === null) return null;
  const extendedBy = (days: number) => {
    // Calendar days: the end of a day stays the end of a day when the clocks change in between.
    const end = new Date(expiresAt);
    return end.setDate(end.getDate() + days);
  };

  const extend = async (until: number) => {
    setOpen(false);
    const changes = { expiresAt: new Date(until).toISOString() };
    const answer = await bridge.keys.update({ id: apiKey.id, changes });
    if (answer.ok) {
      onFailure(null);
      const words = t('reminders.extended', { name: NAME_PLACEHOLDER, date: date(until) });
      const { undo: sequence } = answer.value;
      const mayUndo = undo !== null && sequence !== null;
      return toast({
        words,
        name: apiKey.name,
        undo: mayUndo ? { label: t('changes.undo'), onAct: () => undo(sequence, true) } : undefined,
      });
    }
    // The person declined it just now, so no message is needed.
    return onFailure(answer.failure.code === 'not-confirmed' ? null : answer.failure);
  };
  const name = t('reminders.extendNamed', { name: bidiIsolate(apiKey.name) });
  return (
    <>
      <Button
        ref={button}
        size="small"
        disabled={!canChange}
        title={canChange ? undefined : t('vault.readOnlyReason')}
        aria-label={name}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      >
        {t('reminders.extend')}
      </Button>
      <Menu
        open={isOpen}
        anchorEl={() => button.current}
        onClose={() => setOpen(false)}
        slotProps={{ root: { role: 'region', 'aria-label': name }, list: { 'aria-label': name } }}
      >
        {SPANS.map((span) => (
          <MenuItem key={span} onClick={() => void extend(extendedBy(DAYS[span]))}>
            {t(`reminders.extendBy.${span}`, { date: date(extendedBy(DAYS[span])) })}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
