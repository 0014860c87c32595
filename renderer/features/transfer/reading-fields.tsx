import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { Input } from '../../../shared/contract/contract';
import type { DateOrder, Encoding, OpenedImport } from '../../../shared/transfer/transfer';
import { DATE_ORDERS, ENCODINGS } from '../../../shared/transfer/transfer';
import { Select } from '../../ui/controls/select';
import { Notice } from '../../ui/feedback/notice';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { Labelled } from './transfer-card';

const Fields = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))',
  gap: '8px 32px',
});

const DELIMITERS = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
] as const;

/** The number of lines that are offered as the header line. */
const OFFERED_LINES = 30;

/** The column mapping and date order with which the rows are read. */
export type ColumnChoices = Input<'import:map'>;

export type ReadingChange =
  | { encoding: Encoding }
  | { delimiter: string }
  | { headLine: number }
  | { sheet: number };

/**
 * The reading options that the app has detected and the person can change. The review shows only
 * those that affect its keys.
 */
export function ReadingFields({
  file: { reading, sheets, dateOrders },
  choices,
  isReview,
  onChange,
  onDateOrder,
}: {
  file: Extract<OpenedImport, { kind: 'table' }>;
  choices: ColumnChoices;
  isReview: boolean;
  onChange: (change: ReadingChange) => void;
  onDateOrder: (order: DateOrder) => void;
}) {
  const { t } = useTranslation();
  const { encoding, delimiter, headLine, sheet } = reading;
  const found = dateOrders[String(choices.mapping.expiresAt)];
  const order = choices.dateOrder ?? found?.[0];
  const isUnsure = choices.dateOrder === undefined && (found?.length ?? 0) > 1;
  const otherDelimiter = {
    value: delimiter ?? '',
    label: t('transfer.import.reading.otherDelimiter', { delimiter: bidiIsolate(delimiter ?? '') }),
  };
  return (
    <>
      <Fields role="group" aria-label={t('transfer.import.reading.title')}>
        {encoding !== null && (
          <Labelled>
            {t('transfer.import.reading.encoding')}
            <Select
              native
              value={encoding}
              onChange={(chosen) => onChange({ encoding: chosen })}
              choices={ENCODINGS.map((each) => ({
                value: each,
                label: t(`transfer.import.reading.encodings.${each}`),
              }))}
            />
          </Labelled>
        )}
        {!isReview && sheet !== null && sheets.length > 1 && (
          <Labelled>
            {t('transfer.import.reading.sheet')}
            <Select
              native
              value={String(sheet)}
              onChange={(index) => onChange({ sheet: Number(index) })}
              choices={sheets.map((name, index) => ({
                value: String(index),
                label: name || t('transfer.import.reading.sheetNumber', { number: index + 1 }),
              }))}
            />
          </Labelled>
        )}
        {!isReview && delimiter !== null && (
          <Labelled>
            {t('transfer.import.reading.delimiter')}
            <Select
              native
              value={delimiter}
              onChange={(chosen) => onChange({ delimiter: chosen })}
              choices={[
                ...DELIMITERS.map(([sign, name]) => ({
                  value: sign as string,
                  label: t(`transfer.import.reading.delimiters.${name}`),
                })),
                ...(DELIMITERS.some(([sign]) => sign === delimiter) ? [] : [otherDelimiter]),
              ]}
            />
          </Labelled>
        )}
        {!isReview && headLine !== null && (
          <Labelled>
            {t('transfer.import.reading.headLine')}
            <Select
              native
              value={String(headLine)}
              onChange={(line) => onChange({ headLine: Number(line) })}
              choices={[
                { value: '0', label: t('transfer.import.reading.noHeadLine') },
                ...offeredLines(headLine).map((line) => ({
                  value: String(line),
                  label: String(line),
                })),
              ]}
            />
          </Labelled>
        )}
        {order !== undefined && (
          <Labelled>
            {t('transfer.import.reading.dates')}
            <Select
              native
              value={order}
              onChange={onDateOrder}
              choices={DATE_ORDERS.map((each) => ({
                value: each,
                label: t(`transfer.import.reading.dateOrders.${each}`),
              }))}
            />
          </Labelled>
        )}
      </Fields>
      {isUnsure && <Notice tone="care">{t('transfer.import.reading.datesUnsure')}</Notice>}
    </>
  );
}

function offeredLines(headLine: number): number[] {
  const lines = Array.from({ length: OFFERED_LINES }, (_, index) => index + 1);
  return headLine > OFFERED_LINES ? [...lines, headLine] : lines;
}
