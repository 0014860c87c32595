import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { ImportCandidate, ImportChoice } from '../../../shared/transfer/transfer';
import { role } from '../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../ui/theme/tokens';
import { violationText } from '../../../shared/rules/rule-text';
import { Select } from '../../ui/controls/select';
import { useFormats } from '../../ui/text/formats';
import { Icon } from '../../ui/theme/icons';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { useMinute } from '../../ui/hooks/now';
import { UserText } from '../../ui/text/user-text';
import {
  aboutCandidate,
  changesIn,
  gainsIn,
  keyInWords,
  unreadableInWords,
} from './candidate-text';

const Row = styled('li')({
  position: 'absolute',
  insetInline: 0,
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  alignItems: 'start',
  gap: 12,
  padding: '8px 12px',
  '& + li': { borderTop: border.faint },
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
  '& > div': { minWidth: 0, overflowWrap: 'anywhere' },
  '& small': {
    display: 'block',
    fontSize: textSize.hint,
    lineHeight: lineHeight.hint,
    color: role.secondary,
  },
  '& small[data-wrong=true]': { color: role.danger },
  '& small[data-care=true]': { color: role.care },
});

const Gains = styled('div')({
  display: 'flex',
  gap: 6,
  marginTop: 4,
  padding: '4px 8px',
  borderRadius: radius.control,
  background: role.dangerSoft,
  color: role.danger,
  fontSize: textSize.hint,
  lineHeight: lineHeight.hint,
  // In forced colours the background is not drawn.
  border: border.forced,
  '& > svg': { flex: 'none' },
  '& strong': { fontWeight: 600 },
});

/**
 * One key of the file: how it compares with the vault, its permissions, and the decision about it.
 */
export function CandidateRow({
  candidate,
  choice,
  place,
  top,
  onChoose,
  onDrawn,
}: {
  candidate: ImportCandidate;
  choice: ImportChoice;
  place: number;
  top: number;
  onChoose: (choice: ImportChoice) => void;
  /** receives the row element, to measure it */
  onDrawn: (row: HTMLLIElement | null) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useMinute();
  const { name, status, choices, added, replaced, past } = candidate;
  const isNew = choice === 'add' || choice === 'rename';
  const key = isNew ? added : (replaced ?? added);
  const unreadable = key && unreadableInWords(key, t);
  const asked = isNew || !choices.includes('replace') ? 'add' : 'replace';
  const gains = choices.includes(asked) || isNew ? gainsIn(candidate, asked, t, formats) : [];
  const broken = isNew || replaced === null ? candidate.broken.added : candidate.broken.replaced;
  const changes = isNew ? [] : changesIn(candidate, t, formats);
  return (
    <Row ref={onDrawn} data-index={place} style={{ transform: `translateY(${top}px)` }}>
      <div>
        {name === '' ? t('transfer.import.noName') : <UserText>{name}</UserText>}
        <small data-wrong={status === 'invalid' || status === 'deleted'}>
          {aboutCandidate(candidate, choice, t)}
        </small>
        {key && <small>{keyInWords(key, t, formats, now)}</small>}
        {unreadable && <small data-care={true}>{unreadable}</small>}
        {broken.map((violation) => (
          <small
            key={violation.rule}
            data-wrong={violation.mode === 'block'}
            data-care={violation.mode === 'warn'}
          >
            {t(`transfer.import.rules.${violation.mode}`, { rule: violationText(violation, t) })}
          </small>
        ))}
        {past?.kind === 'unknown' && (
          <small data-care={true}>{t('transfer.import.past.unknown')}</small>
        )}
        {changes.map((change) => (
          <small key={change}>{change}</small>
        ))}
        {gains.length > 0 && (
          <Gains>
            <Icon name="warning" size={16} />
            <span>
              <strong>{t('transfer.import.more.title')}.</strong> {gains.join(' ')}
            </span>
          </Gains>
        )}
      </div>
      {choices.length > 1 && (
        <Select
          native
          inputProps={{ 'aria-label': t('transfer.import.choiceOf', { name: bidiIsolate(name) }) }}
          value={choice}
          onChange={onChoose}
          choices={choices.map((possible) => ({
            value: possible,
            label: t(`transfer.import.choices.${possible}`),
          }))}
        />
      )}
    </Row>
  );
}
