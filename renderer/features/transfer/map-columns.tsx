import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/lib/failure';
import { RESOURCES, levelsOf } from '../../../shared/keys/scopes';
import type { ImportField, OpenedImport } from '../../../shared/transfer/transfer';
import { Select } from '../../ui/controls/select';
import { DialogFrame } from '../../ui/layout/dialog-frame';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { UserText } from '../../ui/text/user-text';
import { FileSentence } from './file-sentence';
import { Labelled, Scroll, Table } from './transfer-card';
import type { ColumnChoices } from './reading-fields';

const FIELDS: readonly ImportField[] = [
  'name',
  'scopes',
  'integration',
  'note',
  'environment',
  'expiresAt',
  'allowedIps',
  'enabled',
  'secret',
];

const Columns = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))',
  gap: '8px 32px',
});

/** In a low window the dialog scrolls as a whole, so that the column choices stay readable. */
const Samples = styled(Scroll)({ flex: 'none' });

/** Maps the columns of a plain file to fields. Its first rows are shown as samples. */
export function MapColumns({
  file,
  choices: { mapping, environment, scopes, ...others },
  reading,
  isBusy,
  failure,
  onChoices,
  onSubmit,
  onLeave,
}: {
  file: Extract<OpenedImport, { kind: 'table' }>;
  choices: ColumnChoices;
  /** the fields for the reading options */
  reading: ReactNode;
  isBusy: boolean;
  failure: Failure | null;
  onChoices: (choices: ColumnChoices) => void;
  onSubmit: () => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const [tried, setTried] = useState(false);
  const titles = file.columns.map((name, index) =>
    name === '' ? t('transfer.import.column', { number: index + 1 }) : name,
  );

  const columns = [
    { value: '', label: t('transfer.import.noColumn') },
    ...titles.map((title, index) => ({ value: String(index), label: title })),
  ];

  const choose = (field: ImportField, column: string) => {
    const { [field]: _, ...rest } = mapping;
    const chosen = column === '' ? rest : { ...rest, [field]: Number(column) };
    // Another column has its own date order.
    const { dateOrder, ...besides } = others;
    const kept = field === 'expiresAt' || dateOrder === undefined ? besides : others;
    onChoices({ mapping: chosen, environment, scopes, ...kept });
  };
  const submit = () => {
    setTried(true);
    if (mapping.name !== undefined) onSubmit();
  };
  return (
    <DialogFrame
      open
      width={820}
      title={t('transfer.import.dialog')}
      sentence={
        <FileSentence
          sentence="transfer.import.tableSentence"
          name={file.fileName}
          count={file.rows}
        />
      }
      onClose={onLeave}
      onSubmit={submit}
      footText={tried && mapping.name === undefined ? t('transfer.import.needName') : null}
      buttons={
        <>
          <Button onClick={onLeave}>{t('common.cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" aria-busy={isBusy}>
            {t(isBusy ? 'transfer.import.checking' : 'transfer.import.check')}
          </Button>
        </>
      }
    >
      {reading}
      <Columns role="group" aria-label={t('transfer.import.columns')}>
        {FIELDS.map((field) => (
          <Labelled key={field}>
            {t(`transfer.fields.${field}`)}
            <Select
              native
              value={String(mapping[field] ?? '')}
              onChange={(column) => choose(field, column)}
              choices={columns}
            />
          </Labelled>
        ))}
        <Labelled>
          {t('transfer.import.environment')}
          <Select
            native
            value={environment}
            onChange={(chosen) => onChoices({ mapping, environment: chosen, scopes, ...others })}
            choices={[
              { value: 'live', label: t('keys.environments.live') },
              { value: 'test', label: t('keys.environments.test') },
            ]}
          />
        </Labelled>
        <Labelled>
          {t('transfer.import.scopes')}
          <Select
            native
            value={scopes[0] ?? ''}
            onChange={(scope) =>
              onChoices({ mapping, environment, scopes: scope === '' ? [] : [scope], ...others })
            }
            choices={[
              { value: '', label: t('transfer.import.noScopes') },
              ...RESOURCES.filter((resource) => levelsOf(resource).includes('read')).map(
                (resource) => ({
                  value: `${resource}:read`,
                  label: t('transfer.import.readOnly', {
                    resource: t(`resources.${resource}.label`),
                  }),
                }),
              ),
            ]}
          />
        </Labelled>
      </Columns>
      <Samples tabIndex={0} role="region" aria-label={t('transfer.import.samples')}>
        <Table>
          <thead>
            <tr>
              {titles.map((title, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- cells have no identity but their place
                <th key={index} scope="col">
                  <UserText>{title}</UserText>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {file.samples.map((cells, row) => (
              // The rows of a file have nothing else that tells them apart.
              // oxlint-disable-next-line react/no-array-index-key -- cells have no identity but their place
              <tr key={row}>
                {cells.map((cell, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- cells have no identity but their place
                  <td key={index} className="wide start">
                    <UserText>{cell}</UserText>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </Samples>
      <FailureAlert failure={failure} />
    </DialogFrame>
  );
}
