import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportCandidate, ImportChoice } from '../../../shared/transfer';
import { role } from '../../ui/colour-roles';
import { DialogFrame } from '../../ui/dialog-frame';
import { useFormats } from '../../ui/formats';
import { UserText } from '../../ui/user-text';
import { gainsIn } from './candidate-text';

const MOST_SHOWN = 50;

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  fontSize: 13,
  lineHeight: '20px',
  '& li + li': { marginTop: 8 },
  '& small': {
    display: 'block',
    fontSize: 12,
    lineHeight: '16px',
    color: role.danger,
    overflowWrap: 'anywhere',
  },
});

/** What is replaced is known by its name here. */
const nameOf = ({ name, current }: ImportCandidate, choice: ImportChoice): string =>
  choice === 'replace' ? (current?.name ?? name) : name;

/** Asks before keys get more access by what a file says, or come back after a deletion. Focus begins on the harmless answer. */
export function MoreAccessDialog({
  candidates,
  choiceOf,
  onAnswer,
}: {
  candidates: readonly ImportCandidate[];
  choiceOf: (candidate: ImportCandidate) => ImportChoice;
  onAnswer: (isAgreed: boolean) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [answer, setAnswer] = useState<boolean | null>(null);
  const others = candidates.length - MOST_SHOWN;
  return (
    <DialogFrame
      open={answer === null}
      role="alertdialog"
      title={t('transfer.import.more.ask', { count: candidates.length })}
      sentence={t('transfer.import.more.sentence')}
      onClose={() => setAnswer(false)}
      onSubmit={() => setAnswer(false)}
      onExited={() => onAnswer(answer === true)}
      footText={others > 0 ? t('transfer.import.more.others', { count: others }) : null}
      buttons={
        <>
          <Button type="button" variant="contained" color="error" onClick={() => setAnswer(true)}>
            {t('transfer.import.more.go')}
          </Button>
          <Button type="submit" autoFocus>
            {t('transfer.import.more.keep')}
          </Button>
        </>
      }
    >
      <List aria-label={t('transfer.import.more.list')}>
        {candidates.slice(0, MOST_SHOWN).map((candidate) => (
          <li key={candidate.index}>
            <UserText>{nameOf(candidate, choiceOf(candidate))}</UserText>
            <small>{gainsIn(candidate, choiceOf(candidate), t, formats).join(' ')}</small>
          </li>
        ))}
      </List>
    </DialogFrame>
  );
}
