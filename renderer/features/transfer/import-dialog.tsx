import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Input } from '../../../shared/contract/contract';
import type {
  ImportCandidate,
  ImportOutcome,
  OpenedImport,
} from '../../../shared/transfer/transfer';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { useToast } from '../../ui/feedback/toasts';
import { ImportReview } from './import-review';
import type { KeyChanges } from './key-changes';
import { MapColumns } from './map-columns';
import type { ColumnChoices, ReadingChange } from './reading-fields';
import { ReadingFields } from './reading-fields';
import { UnsealImport } from './unseal-import';

type TableFile = Extract<OpenedImport, { kind: 'table' }>;

interface Around extends KeyChanges {
  onClosed: () => void;
}

/** Imports a file: asks for its passphrase or its columns, then for a decision on each key. */
export function ImportDialog({ file, ...around }: { file: OpenedImport } & Around) {
  return file.kind === 'sealed' ? (
    <SealedDialog fileName={file.fileName} {...around} />
  ) : (
    <TableDialog opened={file} {...around} />
  );
}

function SealedDialog({ fileName, ...around }: { fileName: string } & Around) {
  const [candidates, setCandidates] = useState<ImportCandidate[] | null>(null);
  const leave = useLeave(around.onClosed);
  const imported = useImported(around);
  return candidates === null ? (
    <UnsealImport fileName={fileName} onOpened={setCandidates} onLeave={leave} />
  ) : (
    <ImportReview
      fileName={fileName}
      candidates={candidates}
      isPlain={false}
      onBack={() => setCandidates(null)}
      onLeave={leave}
      remember={around.remember}
      onImported={imported}
    />
  );
}

function TableDialog({ opened, ...around }: { opened: TableFile } & Around) {
  const [file, setFile] = useState(opened);
  const [reading, setReading] = useState<Input<'import:read-again'>>({});
  const [choices, setChoices] = useState<ColumnChoices>({
    mapping: opened.guess,
    environment: 'live',
    scopes: [],
  });
  const [candidates, setCandidates] = useState<ImportCandidate[] | null>(null);
  const readAgain = useCommand(bridge.import.readAgain);
  const map = useCommand(bridge.import.map);
  const leave = useLeave(around.onClosed);
  const imported = useImported(around);

  const wanted = useRef(choices);
  /** Choices that change while the rows are checked are checked after that, before the rows are shown. */
  const check = async (next: ColumnChoices) => {
    wanted.current = next;
    let checked = next;
    let result = await map.run(checked);
    while (result?.ok && wanted.current !== checked) {
      checked = wanted.current;
      result = await map.run(checked);
    }
    if (result?.ok) setCandidates(result.value);
  };
  const choose = async (next: ColumnChoices) => {
    setChoices(next);
    if (candidates !== null || map.busy) await check(next);
  };
  const changeReading = async (change: ReadingChange) => {
    const read = { ...reading, ...change };
    const result = await readAgain.run(read);
    if (!result?.ok || result.value.kind !== 'table') return;
    const next = result.value;
    // With another encoding the columns are the same, so their mapping stays. A change of separator
    // or header guesses it again.
    const isSame = 'encoding' in change && next.columns.length === file.columns.length;
    const { dateOrder: _, ...others } = choices;
    const kept = isSame ? choices : { ...others, mapping: next.guess };
    setReading(read);
    setFile(next);
    await choose(kept);
  };
  const fields = (isReview: boolean) => (
    <ReadingFields
      file={file}
      choices={choices}
      isReview={isReview}
      onChange={(change) => void changeReading(change)}
      onDateOrder={(dateOrder) => void choose({ ...choices, dateOrder })}
    />
  );
  const failure = readAgain.failure ?? map.failure;
  return candidates === null ? (
    <MapColumns
      file={file}
      choices={choices}
      reading={fields(false)}
      isBusy={map.busy}
      failure={failure}
      onChoices={(next) => void choose(next)}
      onSubmit={() => void check(choices)}
      onLeave={leave}
    />
  ) : (
    <ImportReview
      fileName={file.fileName}
      candidates={candidates}
      isPlain
      reading={fields(true)}
      failure={failure}
      onBack={() => setCandidates(null)}
      onLeave={leave}
      remember={around.remember}
      onImported={imported}
    />
  );
}

function useLeave(onClosed: () => void) {
  return () => {
    void bridge.import.cancel();
    onClosed();
  };
}

function useImported({ onShow, onClosed }: Around) {
  const { t } = useTranslation();
  const toast = useToast();
  return (outcome: ImportOutcome, changed: () => readonly string[]) => {
    const action = { label: t('keys.toasts.show'), onAct: () => onShow(changed()) };
    const isAny = outcome.added + outcome.replaced > 0;
    toast({
      words: t('transfer.import.done', { ...outcome }),
      action: isAny ? action : undefined,
    });
    onClosed();
  };
}
