import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyCensus } from '../../../shared/keys/key-census';
import { ruleFinding } from '../../../shared/rules/rule-finding';
import { MAX_RULE_DAYS, PATTERN_LENGTH, RULE_CODES } from '../../../shared/rules/rule-set';
import { changedRules } from '../../../shared/rules/rule-changes';
import type { RuleChanges, RuleCode, RuleSet } from '../../../shared/rules/rule-set';
import type { RulesState } from '../../../shared/rules/rules-in-force';
import { bridge } from '../../bridge/bridge';
import { useRulesDraft } from '../../bridge/rules';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { Notice } from '../../ui/feedback/notice';
import { useToast } from '../../ui/feedback/toasts';
import { useMinute } from '../../ui/hooks/now';
import { role } from '../../ui/theme/colour-roles';
import { border, radius, textSize } from '../../ui/theme/tokens';
import { CheckCard } from './check-card';
import { countKeys } from './count-keys';
import type { CheckedKeys } from './count-keys';
import { RuleRow } from './rule-row';

const Intro = styled('p')({ color: role.secondary, fontSize: textSize.small });

const Foot = styled('div')({
  position: 'sticky',
  bottom: 0,
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  padding: '12px 20px',
  border: border.line,
  borderRadius: radius.card,
  background: role.raised,
  '& > span': { flex: 1, minWidth: 160, color: role.secondary, fontSize: textSize.small },
});

/** The rules, each off, warning or blocking, with the number of keys that break it now. */
export function RulesTab({
  keys,
  state,
  canChange,
}: {
  keys: CheckedKeys;
  state: RulesState;
  canChange: boolean;
}) {
  const { t } = useTranslation();
  const toast = useToast();
  const [draft, setDraft] = useRulesDraft();
  const [tried, setTried] = useState(false);
  const save = useCommand(bridge.rules.set);
  // Rules that were changed meanwhile show their new settings, unless they are being edited.
  const rules: RuleSet = useMemo(() => ({ ...state.rules, ...draft }), [state.rules, draft]);
  const changed = changedRules(state.rules, rules);
  const breaking = useBreaking(keys, rules);
  const mayChange = canChange && state.isReadable;

  const problemOf = (code: RuleCode): string | null => {
    const problem = problemIn(rules[code]);
    return problem === null || !changed.includes(code) ? null : t(`rules.problems.${problem}`);
  };
  const submit = async () => {
    setTried(true);
    if (changed.some((code) => problemIn(rules[code]) !== null)) return;
    const changes = Object.fromEntries(changed.map((code) => [code, rules[code]])) as RuleChanges;
    const result = await save.run({ changes });
    if (!result?.ok) return;
    setDraft({});
    setTried(false);
    toast(t('rules.saved'));
  };
  return (
    <>
      {!state.isReadable && <Notice tone="care">{t('rules.unreadable')}</Notice>}
      {!canChange && <Notice tone="calm">{t('rules.readOnly')}</Notice>}
      <Intro>{t('rules.intro')}</Intro>
      <CheckCard aria-label={t('rules.label')}>
        <ul>
          {RULE_CODES.map((code) => (
            <RuleRow
              key={code}
              code={code}
              rules={rules}
              breaking={breaking.get(code) ?? null}
              problem={tried || rules[code].mode !== 'off' ? problemOf(code) : null}
              canChange={mayChange}
              onChange={(settings) => setDraft((known) => ({ ...known, [code]: settings }))}
            />
          ))}
        </ul>
      </CheckCard>
      <FailureAlert failure={save.failure} onDismiss={save.clear} />
      {changed.length > 0 && mayChange && (
        <Foot role="group" aria-label={t('rules.label')}>
          <span role="status">{t('rules.unsaved', { count: changed.length })}</span>
          <Button onClick={() => setDraft({})}>{t('rules.discard')}</Button>
          <Button
            variant="contained"
            color="primary"
            aria-busy={save.busy}
            onClick={() => void submit()}
          >
            {t(save.busy ? 'rules.saving' : 'rules.save')}
          </Button>
        </Foot>
      )}
    </>
  );
}

function problemIn(settings: RuleSet[RuleCode]): 'days' | 'pattern' | 'scopes' | null {
  if ('days' in settings) {
    const isDays = Number.isInteger(settings.days) && settings.days >= 1;
    return isDays && settings.days <= MAX_RULE_DAYS ? null : 'days';
  }
  if ('pattern' in settings) {
    const { length } = settings.pattern.trim();
    return length >= 1 && length <= PATTERN_LENGTH ? null : 'pattern';
  }
  return 'scopes' in settings && settings.scopes.length === 0 ? 'scopes' : null;
}

/** The number of keys that break each rule that is on, accepted or not. */
function useBreaking(keys: CheckedKeys, rules: RuleSet): ReadonlyMap<RuleCode, number> {
  const now = useMinute();
  const [counted, setCounted] = useState<{ rules: RuleSet; census: KeyCensus } | null>(null);
  useEffect(() => {
    let isOver = false;
    const basis = { rules, exceptions: [] };
    void countKeys(keys, basis, now, () => !isOver).then((census) => {
      if (census !== null) setCounted({ rules, census });
    });
    return () => {
      isOver = true;
    };
  }, [keys, rules, now]);
  return new Map(
    RULE_CODES.filter(
      // The number for other settings says nothing about these.
      (code) =>
        counted?.rules[code] === rules[code] &&
        rules[code].mode !== 'off' &&
        problemIn(rules[code]) === null,
    ).map((code) => [code, counted?.census.found(ruleFinding(code)) ?? 0]),
  );
}
