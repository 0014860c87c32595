import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foldFindings } from '../../../shared/keys/fold-findings';
import type { KeyCensus } from '../../../shared/keys/key-census';
import type { RiskCode } from '../../../shared/keys/risk-codes';
import type { Risk } from '../../../shared/keys/risks';
import { codesInForce } from '../../../shared/keys/risks';
import type { Failure } from '../../../shared/lib/failure';
import { changedRules } from '../../../shared/rules/rule-changes';
import { ruleFinding } from '../../../shared/rules/rule-finding';
import { RULE_CODES } from '../../../shared/rules/rule-set';
import { ruleSentence } from '../../../shared/rules/rule-text';
import type { RulesState } from '../../../shared/rules/rules-in-force';
import { useRules, useRulesDraft } from '../../bridge/rules';
import { failureText } from '../../ui/text/failure-text';
import { replaceAddress } from '../../ui/hooks/page-address';
import { PageHeader } from '../../ui/layout/page-header';
import { PageMessage } from '../../ui/feedback/page-message';
import { SkeletonRows } from '../../ui/feedback/skeleton-rows';
import { AcceptDialog } from './accept-dialog';
import { Accepted } from './accepted';
import type { CheckedKeys } from './count-keys';
import { Findings, GoodChecks } from './findings';
import { RulesTab } from './rules-tab';
import { Summary } from './summary';
import { Tabs } from './tabs';
import { VaultCard } from './vault-card';

/** What was counted: keys, rules and findings of one instant. */
interface Counted {
  keys: CheckedKeys;
  rules: RulesState;
  census: KeyCensus;
}
export type CheckState =
  | { state: 'loading' }
  | { state: 'failed'; failure: Failure; retry: () => void }
  | { state: 'ready'; counted: Counted };

const TABS = ['findings', 'rules', 'accepted'] as const;
type TabName = (typeof TABS)[number];

const Column = styled('div')({ display: 'grid', gap: 16, maxWidth: 1040 });

/** The findings about keys and the vault, the rules, and what persons have accepted. */
export function SecurityCheckPage({
  list,
  tab,
  canChange,
}: {
  list: CheckState;
  /** the view that the address names */
  tab: string | null;
  canChange: boolean;
}) {
  const { t } = useTranslation();
  const rules = useRules();
  return (
    <>
      <PageHeader title={t('check.title')} subtitle={t('check.subtitle')} />
      {list.state === 'loading' && <SkeletonRows label={t('check.loading')} />}
      {list.state === 'failed' && <ListFailed failure={list.failure} onRetry={list.retry} />}
      {list.state === 'ready' && (
        <Check
          counted={list.counted}
          rules={rules ?? list.counted.rules}
          tab={tab}
          canChange={canChange}
        />
      )}
    </>
  );
}

function Check({
  counted: { keys, rules: countedBy, census },
  rules,
  tab,
  canChange,
}: {
  counted: Counted;
  /** as they are now, which may be newer than those of the counts */
  rules: RulesState;
  tab: string | null;
  canChange: boolean;
}) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<TabName>(TABS.find((name) => name === tab) ?? 'findings');
  const [accepting, setAccepting] = useState<Risk | null>(null);
  const nameOf = useCallback((id: string) => keys.get(id)?.name ?? '', [keys]);
  const { risks } = census;
  const findings = useMemo(() => foldFindings(risks), [risks]);
  const inForce = codesInForce(countedBy);
  const [draft] = useRulesDraft();
  const open = new Set(risks.map(({ code }) => code));
  const rulesOn = RULE_CODES.filter((code) => rules.rules[code].mode !== 'off');
  const isUnsaved = changedRules(rules.rules, { ...rules.rules, ...draft }).length > 0;
  const ruleOf = (code: RiskCode) => {
    const rule = RULE_CODES.find((each) => ruleFinding(each) === code);
    return rule === undefined ? null : ruleSentence(rule, countedBy.rules, t);
  };
  const counts = {
    findings: findings.length,
    rules: rulesOn.length,
    accepted: rules.exceptions.length,
  };
  const show = (name: TabName) => {
    setShown(name);
    replaceAddress('security-check', name === 'findings' ? {} : { tab: name });
  };
  return (
    <Column>
      <Tabs<TabName>
        label={t('check.views')}
        tabs={TABS.map((value) => ({
          value,
          label: t(`check.tabs.${value === 'rules' && isUnsaved ? 'rulesUnsaved' : value}`, {
            count: counts[value],
          }),
        }))}
        value={shown}
        onChange={show}
      >
        {shown === 'findings' && (
          <>
            <Summary keyCount={keys.size} found={risks.length} checks={inForce.length} />
            <Findings
              findings={findings}
              nameOf={nameOf}
              ruleOf={ruleOf}
              canChange={canChange}
              onAccept={setAccepting}
            />
            <VaultCard />
            {keys.size > 0 && <GoodChecks codes={inForce.filter((code) => !open.has(code))} />}
          </>
        )}
        {shown === 'rules' && <RulesTab keys={keys} state={rules} canChange={canChange} />}
        {shown === 'accepted' && (
          <Accepted
            exceptions={rules.exceptions}
            nameOf={(id) => keys.get(id)?.name ?? null}
            canChange={canChange}
          />
        )}
      </Tabs>
      {accepting && (
        <AcceptDialog risk={accepting} nameOf={nameOf} onClosed={() => setAccepting(null)} />
      )}
    </Column>
  );
}

function ListFailed({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { t } = useTranslation();
  const { title, sentence, wayOut } = failureText(failure, t);
  return (
    <PageMessage icon="warning" title={title} sentence={`${sentence} ${wayOut}`}>
      <Button onClick={onRetry}>{t('common.tryAgain')}</Button>
    </PageMessage>
  );
}
