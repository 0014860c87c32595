import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportCandidate, OpenedImport } from '../../../shared/transfer';
import { bridge } from '../../bridge/bridge';
import { useToast } from '../../ui/toasts';
import { ImportReview } from './import-review';
import type { ColumnChoices } from './map-columns';
import { MapColumns } from './map-columns';
import { UnsealImport } from './unseal-import';

/** From an opened file to keys in the vault: its passphrase or its columns, then what happens with each key. */
export function ImportDialog({ file, onClosed }: { file: OpenedImport; onClosed: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const [candidates, setCandidates] = useState<ImportCandidate[] | null>(null);
  const [columns, setColumns] = useState<ColumnChoices | null>(null);
  const leave = () => {
    void bridge.import.cancel();
    onClosed();
  };
  if (candidates !== null) {
    return (
      <ImportReview
        fileName={file.fileName}
        candidates={candidates}
        isPlain={file.kind === 'table'}
        onBack={() => setCandidates(null)}
        onLeave={leave}
        onImported={(outcome) => {
          toast(t('transfer.import.done', { ...outcome }));
          onClosed();
        }}
      />
    );
  }
  return file.kind === 'sealed' ? (
    <UnsealImport fileName={file.fileName} onOpened={setCandidates} onLeave={leave} />
  ) : (
    <MapColumns
      file={file}
      before={columns}
      onMapped={(found, chosen) => {
        setColumns(chosen);
        setCandidates(found);
      }}
      onLeave={leave}
    />
  );
}
