import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RESOURCES, levelsOf } from '../../../shared/scopes';
import type { Input } from '../../../shared/contract/contract';
import type { ImportCandidate, ImportField, OpenedImport } from '../../../shared/transfer';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { DialogFrame } from '../../ui/dialog-frame';
import { FailureAlert } from '../../ui/failure-alert';
import { UserText } from '../../ui/user-text';
import { FileSentence } from './file-sentence';
import { Labelled, Scroll, Table } from './parts';
import { Select } from './select';

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

export type ColumnChoices = Input<'import:map'>;

/** Which column of a plain file is what, with its first rows to go by. */
export function MapColumns({
  file,
  before,
  onMapped,
  onLeave,
}: {
  file: Extract<OpenedImport, { kind: 'table' }>;
  /** what was chosen before, when somebody comes back to change it */
  before: ColumnChoices | null;
  onMapped: (candidates: ImportCandidate[], chosen: ColumnChoices) => void;
  onLeave: () => void;
}) {
  const { t } = useTranslation();
  const [mapping, setMapping] = useState(before?.mapping ?? file.guess);
  const [environment, setEnvironment] = useState(before?.environment ?? 'live');
  const [scope, setScope] = useState(before?.scopes[0] ?? '');
  const [tried, setTried] = useState(false);
  const map = useCommand(bridge.import.map);
  const titles = file.columns.map((name, index) =>
    name === '' ? t('transfer.import.column', { number: index + 1 }) : name,
  );

  const choose = (field: ImportField, column: string) => {
    const { [field]: _, ...others } = mapping;
    setMapping(column === '' ? others : { ...others, [field]: Number(column) });
  };
  const submit = async () => {
    setTried(true);
    if (mapping.name === undefined) return;
    const scopes = scope === '' ? [] : [scope];
    const chosen = { mapping, environment, scopes };
    const result = await map.run(chosen);
    if (result?.ok) onMapped(result.value, chosen);
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
      onSubmit={() => void submit()}
      footText={tried && mapping.name === undefined ? t('transfer.import.needName') : null}
      buttons={
        <>
          <Button onClick={onLeave}>{t('common.cancel')}</Button>
          <Button type="submit" variant="contained" color="primary" aria-busy={map.busy}>
            {t(map.busy ? 'transfer.import.checking' : 'transfer.import.check')}
          </Button>
        </>
      }
    >
      <Columns role="group" aria-label={t('transfer.import.columns')}>
        {FIELDS.map((field) => (
          <Labelled key={field}>
            {t(`transfer.fields.${field}`)}
            <Select
              value={mapping[field] ?? ''}
              onChange={(event) => choose(field, event.target.value)}
            >
              <option value="">{t('transfer.import.noColumn')}</option>
              {titles.map((title, index) => (
                // Two columns without a name have the same title.
                // oxlint-disable-next-line react/no-array-index-key -- cells have no identity but their place
                <option key={index} value={index}>
                  {title}
                </option>
              ))}
            </Select>
          </Labelled>
        ))}
        <Labelled>
          {t('transfer.import.environment')}
          <Select
            value={environment}
            onChange={(event) => setEnvironment(event.target.value === 'test' ? 'test' : 'live')}
          >
            <option value="live">{t('keys.environments.live')}</option>
            <option value="test">{t('keys.environments.test')}</option>
          </Select>
        </Labelled>
        <Labelled>
          {t('transfer.import.scopes')}
          <Select value={scope} onChange={(event) => setScope(event.target.value)}>
            <option value="">{t('transfer.import.noScopes')}</option>
            {RESOURCES.filter((resource) => levelsOf(resource).includes('read')).map((resource) => (
              <option key={resource} value={`${resource}:read`}>
                {t('transfer.import.readOnly', { resource: t(`resources.${resource}.label`) })}
              </option>
            ))}
          </Select>
        </Labelled>
      </Columns>
      <Scroll tabIndex={0} role="region" aria-label={t('transfer.import.samples')}>
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
      </Scroll>
      <FailureAlert failure={map.failure} />
    </DialogFrame>
  );
}
