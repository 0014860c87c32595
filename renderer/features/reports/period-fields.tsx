import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { REPORT_PERIODS } from '../../../shared/reports/report';
import type { ReportPeriod } from '../../../shared/reports/report';
import { SelectField } from '../../ui/controls/select-field';
import { TextField } from '../../ui/controls/text-field';

const Pair = styled('div')({ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 10 });

const today = (): string => new Date().toISOString().slice(0, 10);

/** The period of the report. */
export function PeriodFields({
  period,
  onChange,
}: {
  period: ReportPeriod;
  onChange: (period: ReportPeriod) => void;
}) {
  const { t } = useTranslation();
  const choices = REPORT_PERIODS.map((value) => ({ value, label: t(`reports.periods.${value}`) }));
  return (
    <>
      <SelectField
        label={t('reports.period')}
        value={period.kind}
        choices={choices}
        onChange={(kind) =>
          onChange(kind === 'between' ? { kind, from: today(), to: today() } : { kind })
        }
      />
      {period.kind === 'between' && (
        <Pair>
          {(['from', 'to'] as const).map((end) => (
            <TextField
              key={end}
              type="date"
              label={t(`reports.${end}`)}
              value={period[end]}
              // A cleared field keeps its date: a period without an end is another choice.
              onChange={(day) => day !== '' && onChange({ ...period, [end]: day })}
            />
          ))}
        </Pair>
      )}
    </>
  );
}
