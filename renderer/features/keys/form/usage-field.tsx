import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { recentDays } from '../../../../shared/keys/usage';
import type { KeyUsage } from '../../../../shared/keys/usage';
import { bridge } from '../../../bridge/bridge';
import { role } from '../../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../../ui/theme/tokens';
import { FieldLabel } from '../../../ui/controls/field';
import { useFormats } from '../../../ui/text/formats';
import { useMinute } from '../../../ui/hooks/now';

const HEIGHT = 32;

const Box = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '4px 16px',
  padding: '10px 12px',
  border: border.line,
  borderRadius: radius.control,
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
  color: role.secondary,
  '& strong': { fontWeight: 600, color: role.text },
});

const Bars = styled('div')({
  display: 'flex',
  alignItems: 'flex-end',
  gap: 2,
  height: HEIGHT,
  marginInlineStart: 'auto',
  '& > i': { width: 5, borderRadius: radius.bar, background: role.accent },
  '& > i[data-none=true]': { background: role.line },
});

/** How often the key was used in the last days. Hidden when no endpoint has reported usage. */
export function UsageField({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const { past, date } = useFormats();
  const now = useMinute();
  const [usage, setUsage] = useState<KeyUsage | null>(null);
  useEffect(() => {
    void bridge.keys.usage({ id: apiKey.id }).then((found) => {
      // The form is complete without it.
      if (found.ok) setUsage(found.value);
    });
  }, [apiKey.id]);
  if (usage === null) return null;
  const days = recentDays(usage, now);
  const total = days.reduce((sum, { count }) => sum + count, 0);
  const [busiest] = days.toSorted((a, b) => b.count - a.count);
  const most = Math.max(busiest?.count ?? 0, 1);
  // Noon, so that a UTC day keeps its date in nearly all time zones.
  const dateOf = (day: string) => date(Date.parse(`${day}T12:00:00Z`));
  return (
    <div>
      <FieldLabel as="span">{t('form.usage')}</FieldLabel>
      <Box>
        <span>
          <strong>{t('form.usageTotal', { count: total })}</strong>
          {apiKey.lastUsedAt !== null && (
            <> · {t('form.usageLast', { when: past(Date.parse(apiKey.lastUsedAt), now) })}</>
          )}
        </span>
        <Bars
          role="img"
          aria-label={
            total === 0 || busiest === undefined
              ? t('form.usageNone')
              : t('form.usageBusiest', {
                  day: dateOf(busiest.day),
                  count: busiest.count,
                })
          }
        >
          {days.map(({ day, count }) => (
            <i
              key={day}
              title={t('form.usageDay', { day: dateOf(day), count })}
              data-none={count === 0}
              style={{ height: count === 0 ? 2 : Math.max(3, (count / most) * HEIGHT) }}
            />
          ))}
        </Bars>
      </Box>
    </div>
  );
}
