import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { hasFormat, isDocument, PAPERS, REPORT_FORMATS } from '../../../shared/reports/report';
import type { ReportFormat, ReportKind, ReportOptions } from '../../../shared/reports/report';
import { CheckField } from '../../ui/controls/check-field';
import { FieldLabel } from '../../ui/controls/field';
import { Segmented } from '../../ui/controls/segmented';
import { SelectField } from '../../ui/controls/select-field';

const Choice = styled('div')({ '& > span': { cursor: 'default' } });

/** The format and its options. */
export function FormatFields({
  kind,
  format,
  options,
  onFormat,
  onOptions,
}: {
  kind: ReportKind;
  format: ReportFormat;
  options: ReportOptions;
  onFormat: (format: ReportFormat) => void;
  onOptions: (options: ReportOptions) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const choices = REPORT_FORMATS.filter((value) => hasFormat(kind, value)).map((value) => ({
    value,
    label: t(`reports.formats.${value}.label`),
  }));
  const change = (changes: Partial<ReportOptions>) => onOptions({ ...options, ...changes });
  return (
    <>
      <SelectField
        label={t('reports.format')}
        help={t(`reports.formats.${format}.help`)}
        value={format}
        choices={choices}
        onChange={onFormat}
      />
      {isDocument(format) && (
        <Choice>
          <FieldLabel as="span" id={`${id}-paper`}>
            {t('reports.paper')}
          </FieldLabel>
          <Segmented
            labelledBy={`${id}-paper`}
            value={options.paper}
            choices={PAPERS.map((value) => ({ value, label: t(`reports.papers.${value}`) }))}
            onChange={(paper) => change({ paper })}
          />
        </Choice>
      )}
      {format === 'csv' && (
        <>
          <Choice>
            <FieldLabel as="span" id={`${id}-delimiter`}>
              {t('reports.delimiter')}
            </FieldLabel>
            <Segmented
              labelledBy={`${id}-delimiter`}
              value={options.delimiter}
              choices={[
                { value: ',', label: t('reports.delimiters.comma') },
                { value: ';', label: t('reports.delimiters.semicolon') },
              ]}
              onChange={(delimiter) => change({ delimiter })}
            />
          </Choice>
          <CheckField
            label={t('reports.about')}
            help={t('reports.aboutHelp')}
            checked={options.about}
            onChange={(about) => change({ about })}
          />
          <CheckField
            label={t('reports.bom')}
            help={t('reports.bomHelp')}
            checked={options.bom}
            onChange={(bom) => change({ bom })}
          />
        </>
      )}
      <CheckField
        label={t('reports.checksum')}
        help={t('reports.checksumHelp')}
        checked={options.checksum}
        onChange={(checksum) => change({ checksum })}
      />
    </>
  );
}
