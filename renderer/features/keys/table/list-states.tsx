import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/failure';
import { failureText } from '../../../failure-text';
import { PageMessage } from '../../../ui/page-message';
import { SkeletonRows } from '../../../ui/skeleton-rows';

/** No key exists: what one is for, and how to make it. `create` is the same button as in the head. */
export function EmptyState({ create }: { create: ReactNode }) {
  const { t } = useTranslation();
  return (
    <PageMessage icon="key" title={t('keys.empty.title')} sentence={t('keys.empty.sentence')}>
      {create}
    </PageMessage>
  );
}

/** Keys exist, but none fits. */
export function NoMatch({ hidden, onClear }: { hidden: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  const sentence = [t('keys.noMatch.sentence'), hidden ? t('keys.noMatch.inactiveHidden') : ''];
  return (
    <PageMessage icon="search" title={t('keys.noMatch.title')} sentence={sentence.join(' ')}>
      <Button onClick={onClear}>{t('keys.noMatch.clear')}</Button>
    </PageMessage>
  );
}

/** The list could not be had. */
export function ListFailed({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { t } = useTranslation();
  const { title, sentence, wayOut } = failureText(failure, t);
  return (
    <PageMessage icon="warning" title={title} sentence={`${sentence} ${wayOut}`}>
      <Button onClick={onRetry}>{t('common.tryAgain')}</Button>
    </PageMessage>
  );
}

/** The list is on its way. */
export function LoadingRows() {
  const { t } = useTranslation();
  return <SkeletonRows label={t('keys.loading')} />;
}
