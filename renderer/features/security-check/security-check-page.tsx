import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/keys/api-key';
import { foldFindings } from '../../../shared/keys/fold-findings';
import { KeyCensus } from '../../../shared/keys/key-census';
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
import { useMinute } from '../../ui/hooks/now';
import { replaceAddress } from '../../ui/hooks/page-address';
import { PageHeader } from '../../ui/layout/page-header';
import { PageMessage } from '../../ui/feedback/page-message';
import { SkeletonRows } from '../../ui/feedback/skeleton-rows';
import { AcceptDialog } from './accept-dialog';
import { Accepted } from './accepted';
import { Findings, GoodChecks } from './findings';
import { RulesTab } from './rules-tab';
import { Summary } from './summary';
import { Tabs } from './tabs';
import { VaultCard } from './vault-card';

/** The keys that have arrived, and the list's state. */
export type CheckedKeys =
  | { state: 'loading' }
  | { state: 'failed'; failure: Failure; retry: () => void }
  | { state: 'ready'; keys: readonly ApiKey[] };

const TABS = ['findings', 'rules', 'accepted'] as const;
type TabName = (typeof TABS)[number];

const Column = styled('div')({ display: 'grid', gap: 16, maxWidth: 1040 });

/** The findings about keys and the vault, the rules, and what persons have accepted. */
export function SecurityCheckPage({
  list,
  tab,
  canChange,
}: {
  list: CheckedKeys;
  /** the view that the address names */
  tab: string | null;
  canChange: boolean;
}) {
  const { t } = useTranslation();
  const rules = useRules();
  const isLoading = list.state === 'loading' || (list.state === 'ready' && rules === null);
  return (
    <>
      <PageHeader title={t('check.title')} subtitle={t('check.subtitle')} />
      {isLoading && <SkeletonRows label={t('check.loading')} />}
      {list.state === 'failed' && <ListFailed failure={list.failure} onRetry={list.retry} />}
      {list.state === 'ready' && rules !== null && (
        <Check keys={list.keys} rules={rules} tab={tab} canChange={canChange} />
      )}
    </>
  );
}

function Check({
  keys,
  rules,
  tab,
  canChange,
}: {
  keys: readonly ApiKey[];
  rules: RulesState;
  tab: string | null;
  canChange: boolean;
}) {
  const { t } = useTranslation();
  const now = useMinute();
  const [shown, setShown] = useState<TabName>(TABS.find((name) => name === tab) ?? 'findings');
  const [accepting, setAccepting] = useState<Risk | null>(null);
  const [draft] = useRulesDraft();
  const census = useMemo(() => {
    const counted = new KeyCensus(now, rules);
    for (const key of keys) counted.add(key);
    return counted;
  }, [keys, now, rules]);
  const names = useMemo(() => new Map(keys.map(({ id, name }) => [id, name])), [keys]);
  const nameOf = useCallback((id: string) => names.get(id) ?? '', [names]);
  const { risks } = census;
  const findings = useMemo(() => foldFindings(risks), [risks]);
  const inForce = codesInForce(rules);
  const open = new Set(risks.map(({ code }) => code));
  const rulesOn = RULE_CODES.filter((code) => rules.rules[code].mode !== 'off');
  const isUnsaved = changedRules(rules.rules, { ...rules.rules, ...draft }).length > 0;
  const ruleOf = (code: RiskCode) => {
    const rule = RULE_CODES.find((each) => ruleFinding(each) === code);
    return rule === undefined ? null : ruleSentence(rule, rules.rules, t);
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
            <Summary keyCount={keys.length} found={risks.length} checks={inForce.length} />
            <Findings
              findings={findings}
              nameOf={nameOf}
              ruleOf={ruleOf}
              canChange={canChange}
              onAccept={setAccepting}
            />
            <VaultCard />
            {keys.length > 0 && <GoodChecks codes={inForce.filter((code) => !open.has(code))} />}
          </>
        )}
        {shown === 'rules' && <RulesTab keys={keys} state={rules} canChange={canChange} />}
        {shown === 'accepted' && (
          <Accepted
            exceptions={rules.exceptions}
            nameOf={(id) => names.get(id) ?? null}
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
