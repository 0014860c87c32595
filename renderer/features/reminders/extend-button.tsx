import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/keys/api-key';
import { bridge } from '../../bridge/bridge';
import { failureText } from '../../ui/text/failure-text';
import { NAME_PLACEHOLDER, useToast } from '../../ui/feedback/toasts';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { useFormats } from '../../ui/text/formats';

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS = { month: 30, quarter: 90, year: 365 } as const;
const SPANS = ['month', 'quarter', 'year'] as const;

/** Moves the expiry of a key, counted from its present one. */
export function ExtendButton({ apiKey, canChange }: { apiKey: ApiKey; canChange: boolean }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const toast = useToast();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const { expiresAt } = apiKey;
  if (expiresAt === null) return null;
  const extendedBy = (days: number) => Date.parse(expiresAt) + days * DAY_MS;

  const extend = async (until: number) => {
    setOpen(false);
    const changes = { expiresAt: new Date(until).toISOString() };
    const answer = await bridge.keys.update({ id: apiKey.id, changes });
    if (answer.ok) {
      const words = t('reminders.extended', { name: NAME_PLACEHOLDER, date: date(until) });
      return toast({ words, name: apiKey.name });
    }
    // The person declined it just now, so no message is needed.
    if (answer.failure.code === 'not-confirmed') return undefined;
    const { title, wayOut } = failureText(answer.failure, t);
    return toast(`${title} ${wayOut}`);
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
