import Button from '@mui/material/Button';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/lib/failure';
import type {
  ImportCandidate,
  ImportChoice,
  ImportOutcome,
} from '../../../shared/transfer/transfer';
import { givesMore } from '../../../shared/transfer/transfer';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { DialogFrame } from '../../ui/layout/dialog-frame';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { Select } from '../../ui/controls/select';
import { Notice } from '../../ui/feedback/notice';
import { CandidateList } from './candidate-list';
import { FileSentence } from './file-sentence';
import type { KeyChanges } from './key-changes';
import { Labelled } from './transfer-card';

/** A decision for all keys with taken names at once. */
const FOR_ALL = ['skip', 'rename', 'replace'] as const;

/** The decisions about the keys of the file. The default never replaces a key of the vault. */
export function ImportReview({
  fileName,
  candidates,
  isPlain,
  reading = null,
  failure = null,
  onBack,
  onLeave,
  remember,
  onImported,
}: {
  fileName: string;
  candidates: ImportCandidate[];
  isPlain: boolean;
  /** the fields for the reading options */
  reading?: ReactNode;
  /** why the file could not be read with other options */
  failure?: Failure | null;
  onBack: () => void;
  onLeave: () => void;
  remember: KeyChanges['remember'];
  /** also receives the function that tells which keys are new or changed */
  onImported: (outcome: ImportOutcome, changed: () => readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const [choices, setChoices] = useState<Map<number, ImportChoice>>(() => new Map());
  const [forAll, setForAll] = useState<(typeof FOR_ALL)[number]>('skip');
  const apply = useCommand(bridge.import.apply);
  // With other reading options the same row may have other choices.
  const choiceOf = ({ index, choices: possible }: ImportCandidate): ImportChoice => {
    const choice = choices.get(index);
    return choice !== undefined && possible.includes(choice) ? choice : (possible[0] ?? 'skip');
  };
  const chosen = candidates.map(choiceOf);
  const counts = {
    added: chosen.filter((choice) => choice === 'add' || choice === 'rename').length,
    replaced: chosen.filter((choice) => choice === 'replace').length,
    skipped: chosen.filter((choice) => choice === 'skip').length,
  };
  const gaining = candidates.filter((candidate) => givesMore(candidate, choiceOf(candidate)));
  const taken = candidates.filter(({ status }) => status === 'clash' || status === 'differs');

  const choose = (index: number, choice: ImportChoice) =>
    setChoices((known) => new Map(known).set(index, choice));
  const chooseForAll = (choice: (typeof FOR_ALL)[number]) => {
    setForAll(choice);
    setChoices((known) => {
      const next = new Map(known);
      for (const { index, choices: possible } of taken) {
        next.set(index, possible.includes(choice) ? choice : 'skip');
      }
      return next;
    });
  };
  const submit = async () => {
    const agreed = new Set(gaining.map(({ index }) => index));
    const changed = remember();
    const result = await apply.run({
      choices: candidates.map((candidate) => ({
        index: candidate.index,
        choice: choiceOf(candidate),
        // The review shows it, and the main process names it in its confirmation.
        moreAccess: agreed.has(candidate.index),
      })),
    });
    if (result?.ok) onImported(result.value, changed);
  };
  return (
    <DialogFrame
      open
      width={820}
      title={t('transfer.import.dialog')}
      sentence={<FileSentence sentence="transfer.import.reviewSentence" name={fileName} />}
      onClose={onLeave}
      onSubmit={() => void submit()}
      footText={t('transfer.import.counts', counts)}
      buttons={
        <>
          <Button onClick={onBack}>{t('transfer.import.back')}</Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            aria-busy={apply.busy}
            disabled={counts.added + counts.replaced === 0}
            autoFocus
          >
            {t(apply.busy ? 'transfer.import.importing' : 'transfer.import.submit')}
          </Button>
        </>
      }
    >
      {reading}
      {taken.length > 0 && (
        <Labelled>
          {t('transfer.import.allClash', { count: taken.length })}
          <Select
            native
            value={forAll}
            onChange={chooseForAll}
            choices={FOR_ALL.map((choice) => ({
              value: choice,
              label: t(`transfer.import.choices.${choice}`),
            }))}
          />
        </Labelled>
      )}
      <CandidateList candidates={candidates} choiceOf={choiceOf} onChoose={choose} />
      {isPlain && candidates.some(({ hasSecret }) => hasSecret) && (
        <Notice tone="care">{t('transfer.import.plainWarning')}</Notice>
      )}
      <FailureAlert failure={apply.failure ?? failure} />
    </DialogFrame>
  );
}
