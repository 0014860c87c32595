import { styled } from '@mui/material/styles';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ImportCandidate, ImportChoice, RowProblem } from '../../../shared/transfer';
import { role } from '../../ui/colour-roles';
import { isolated } from '../../ui/isolated';
import { UserText } from '../../ui/user-text';
import { Select } from './select';

const Row = styled('li')({
  position: 'absolute',
  insetInline: 0,
  height: 56,
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  alignItems: 'center',
  gap: 12,
  padding: '4px 12px',
  '& + li': { borderTop: `1px solid ${role.faintLine}` },
  fontSize: 13,
  lineHeight: '20px',
  '& > div': { minWidth: 0 },
  '& small': {
    display: 'block',
    fontSize: 12,
    lineHeight: '16px',
    color: role.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& small[data-wrong=true]': { color: role.danger },
});

/** One key of the file: what it is beside what is here, and what happens with it. */
export function CandidateRow({
  candidate,
  choice,
  top,
  onChoose,
}: {
  candidate: ImportCandidate;
  choice: ImportChoice;
  top: number;
  onChoose: (choice: ImportChoice) => void;
}) {
  const { t } = useTranslation();
  const { name, status, choices } = candidate;
  const about = describe(candidate, choice, t);
  return (
    <Row style={{ transform: `translateY(${top}px)` }}>
      <div>
        {name === '' ? t('transfer.import.noName') : <UserText>{name}</UserText>}
        <small data-wrong={status === 'invalid'} title={about}>
          {about}
        </small>
      </div>
      {choices.length > 1 && (
        <Select
          aria-label={t('transfer.import.choiceOf', { name: isolated(name) })}
          value={choice}
          onChange={(event) => onChoose(event.target.value as ImportChoice)}
        >
          {choices.map((possible) => (
            <option key={possible} value={possible}>
              {t(`transfer.import.choices.${possible}`)}
            </option>
          ))}
        </Select>
      )}
    </Row>
  );
}

function describe(candidate: ImportCandidate, choice: ImportChoice, t: TFunction): string {
  const { line, status, problems, differences, renamed, hasSecret } = candidate;
  const parts: string[] = [t(`transfer.import.status.${status}`)];
  if (line !== null) parts.unshift(t('transfer.import.line', { line }));
  if (problems.length > 0) {
    parts.push(problems.map((problem) => problemText(problem, t)).join(' '));
  }
  if (choice === 'rename' && renamed !== null) {
    parts.push(t('transfer.import.renamed', { name: isolated(renamed) }));
  }
  if (differences.length > 0) {
    const fields = differences.map((field) => t(`transfer.fields.${field as 'name'}`)).join(', ');
    parts.push(t('transfer.import.differences', { fields }));
  }
  if (!hasSecret && status !== 'invalid') parts.push(t('transfer.import.noSecret'));
  return parts.join(' · ');
}

/** One problem's place among the words: a problem without words does not compile. */
type KeyOf<P extends RowProblem> = P extends unknown ? `${P['field']}.${P['problem']}` : never;

function problemText(problem: RowProblem, t: TFunction): string {
  const key = `${problem.field}.${problem.problem}` as KeyOf<RowProblem>;
  return t(`transfer.problems.${key}`);
}
