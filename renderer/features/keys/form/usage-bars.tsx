import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { role } from '../../../ui/theme/colour-roles';
import { radius } from '../../../ui/theme/tokens';
import { useFormats } from '../../../ui/text/formats';

const HEIGHT = 32;

const Bars = styled('div')({
  display: 'flex',
  alignItems: 'flex-end',
  gap: 2,
  height: HEIGHT,
  '& > i': { flex: '1 1 5px', minWidth: 2, borderRadius: radius.bar, background: role.accent },
  '& > i[data-none=true]': { background: role.line },
  '@media (forced-colors: active)': {
    '& > i': { background: 'CanvasText', forcedColorAdjust: 'none' },
  },
});

/** The requests of each day as bars. The accessible name has the busiest day. */
export function UsageBars({ days }: { days: readonly { day: string; count: number }[] }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const [busiest] = days.toSorted((a, b) => b.count - a.count);
  const most = Math.max(busiest?.count ?? 0, 1);
  // Noon, so that a UTC day keeps its date in nearly all time zones.
  const dateOf = (day: string) => date(Date.parse(`${day}T12:00:00Z`));
  return (
    <Bars
      role="img"
      aria-label={
        busiest === undefined || busiest.count === 0
          ? t('form.usageNone')
          : t('form.usageBusiest', { day: dateOf(busiest.day), count: busiest.count })
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
  );
}
