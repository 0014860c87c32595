import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/keys/api-key';
import type { Failure } from '../../../shared/lib/failure';
import { risksOf } from '../../../shared/keys/risks';
import { RISK_CODES } from '../../../shared/keys/risk-codes';
import { failureText } from '../../ui/text/failure-text';
import { useMinute } from '../../ui/hooks/now';
import { PageHeader } from '../../ui/layout/page-header';
import { PageMessage } from '../../ui/feedback/page-message';
import { SkeletonRows } from '../../ui/feedback/skeleton-rows';
import { Findings, GoodChecks } from './findings';
import { Summary } from './summary';
import { VaultCard } from './vault-card';

/** The keys that have arrived, and the list's state. */
export type CheckedKeys =
  | { state: 'loading' }
  | { state: 'failed'; failure: Failure; retry: () => void }
  | { state: 'ready'; keys: readonly ApiKey[] };

const Sections = styled('div')({ display: 'grid', gap: 20, maxWidth: 880, paddingBottom: 8 });

/** The findings about keys and the vault, and the checks that passed. */
export function SecurityCheckPage({ list }: { list: CheckedKeys }) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('check.title')} subtitle={t('check.subtitle')} />
      {list.state === 'loading' && <SkeletonRows label={t('check.loading')} />}
      {list.state === 'failed' && <ListFailed failure={list.failure} onRetry={list.retry} />}
      {list.state === 'ready' && <Report keys={list.keys} />}
    </>
  );
}

function Report({ keys }: { keys: readonly ApiKey[] }) {
  const now = useMinute();
  const risks = useMemo(() => risksOf(keys, now), [keys, now]);
  const found = new Set(risks.map(({ code }) => code));
  return (
    <Sections>
      <Summary keyCount={keys.length} found={risks.length} checks={RISK_CODES.length} />
      <Findings group="attention" risks={risks.filter(({ severity }) => severity !== 'low')} />
      <Findings group="tidy" risks={risks.filter(({ severity }) => severity === 'low')} />
      <VaultCard />
      {keys.length > 0 && <GoodChecks codes={RISK_CODES.filter((code) => !found.has(code))} />}
    </Sections>
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
