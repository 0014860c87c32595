import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { Input } from '../../../shared/contract/contract';
import type { DateOrder, Encoding, OpenedImport } from '../../../shared/transfer/transfer';
import { DATE_ORDERS, ENCODINGS } from '../../../shared/transfer/transfer';
import { Notice } from '../../ui/feedback/notice';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { Labelled } from './parts';
import { Select } from './select';

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

/** So many lines are offered as the one with the names of the columns. */
const OFFERED_LINES = 30;

/** What is what in a plain file, as it is asked for when its rows are read. */
export type ColumnChoices = Input<'import:map'>;

export type ReadingChange =
  | { encoding: Encoding }
  | { delimiter: string }
  | { headLine: number }
  | { sheet: number };

/** How a plain file is read, which the app has found and a person may change. In the review: what shows in its keys only. */
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
  return (
    <>
      <Fields role="group" aria-label={t('transfer.import.reading.title')}>
        {encoding !== null && (
          <Labelled>
            {t('transfer.import.reading.encoding')}
            <Select
              value={encoding}
              onChange={(event) => onChange({ encoding: event.target.value as Encoding })}
            >
              {ENCODINGS.map((each) => (
                <option key={each} value={each}>
                  {t(`transfer.import.reading.encodings.${each}`)}
                </option>
              ))}
            </Select>
          </Labelled>
        )}
        {!isReview && sheet !== null && sheets.length > 1 && (
          <Labelled>
            {t('transfer.import.reading.sheet')}
            <Select
              value={sheet}
              onChange={(event) => onChange({ sheet: Number(event.target.value) })}
            >
              {sheets.map((name, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- sheets have no identity but their place
                <option key={index} value={index}>
                  {name === ''
                    ? t('transfer.import.reading.sheetNumber', { number: index + 1 })
                    : name}
                </option>
              ))}
            </Select>
          </Labelled>
        )}
        {!isReview && delimiter !== null && (
          <Labelled>
            {t('transfer.import.reading.delimiter')}
            <Select
              value={delimiter}
              onChange={(event) => onChange({ delimiter: event.target.value })}
            >
              {DELIMITERS.map(([sign, name]) => (
                <option key={sign} value={sign}>
                  {t(`transfer.import.reading.delimiters.${name}`)}
                </option>
              ))}
              {DELIMITERS.every(([sign]) => sign !== delimiter) && (
                <option value={delimiter}>
                  {t('transfer.import.reading.otherDelimiter', {
                    delimiter: bidiIsolate(delimiter),
                  })}
                </option>
              )}
            </Select>
          </Labelled>
        )}
        {!isReview && headLine !== null && (
          <Labelled>
            {t('transfer.import.reading.headLine')}
            <Select
              value={headLine}
              onChange={(event) => onChange({ headLine: Number(event.target.value) })}
            >
              <option value={0}>{t('transfer.import.reading.noHeadLine')}</option>
              {offeredLines(headLine).map((line) => (
                <option key={line} value={line}>
                  {line}
                </option>
              ))}
            </Select>
          </Labelled>
        )}
        {order !== undefined && (
          <Labelled>
            {t('transfer.import.reading.dates')}
            <Select
              value={order}
              onChange={(event) => onDateOrder(event.target.value as DateOrder)}
            >
              {DATE_ORDERS.map((each) => (
                <option key={each} value={each}>
                  {t(`transfer.import.reading.dateOrders.${each}`)}
                </option>
              ))}
            </Select>
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
