import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { RULE_MODES } from '../../../shared/rules/rule-set';
import type { RuleCode, RuleMode, RuleSet } from '../../../shared/rules/rule-set';
import { Segmented } from '../../ui/controls/segmented';
import { role } from '../../ui/theme/colour-roles';
import { border, lineHeight, textSize } from '../../ui/theme/tokens';
import { RuleParameter } from './rule-parameter';

const Row = styled('li')({
  position: 'relative',
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  gap: '8px 16px',
  padding: '14px 20px',
  '& + &': { borderTop: border.faint },
  '& h2': { margin: 0, fontSize: textSize.body, lineHeight: lineHeight.body, fontWeight: 600 },
  '& p': { fontSize: textSize.small, lineHeight: lineHeight.body, color: role.secondary },
  '& p[data-breaks=true]': { color: role.care, fontWeight: 500 },
  '& > [role=radiogroup]': { alignSelf: 'start' },
  '& > :nth-child(3)': { gridColumn: '1 / -1' },
  '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

/** One rule: what it asks, how strictly, and how many keys break it now. */
export function RuleRow({
  code,
  rules,
  breaking,
  problem,
  canChange,
  onChange,
}: {
  code: RuleCode;
  rules: RuleSet;
  /** the number of keys that break it; null while it is counted, or the rule is off */
  breaking: number | null;
  problem: string | null;
  canChange: boolean;
  onChange: (settings: RuleSet[RuleCode]) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const settings = rules[code];
  const isOn = settings.mode !== 'off';
  return (
    <Row>
      <div>
        <h2 id={id}>{t(`rules.labels.${code}`)}</h2>
        <p id={`${id}-help`}>{t(`rules.help.${code}`)}</p>
        <p data-breaks={(breaking ?? 0) > 0} aria-live="polite">
          {isOn && breaking !== null && t('rules.breaking', { count: breaking })}
        </p>
      </div>
      <Segmented<RuleMode>
        labelledBy={id}
        describedBy={`${id}-help`}
        value={settings.mode}
        quiet="off"
        disabled={!canChange}
        choices={RULE_MODES.map((value) => ({ value, label: t(`rules.modes.${value}`) }))}
        onChange={(mode) => onChange({ ...settings, mode })}
      />
      {isOn && (
        <RuleParameter
          code={code}
          rules={rules}
          problem={problem}
          canChange={canChange}
          onChange={onChange}
        />
      )}
    </Row>
  );
}
