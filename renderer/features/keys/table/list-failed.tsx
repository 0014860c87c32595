import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/lib/failure';
import { PageMessage } from '../../../ui/feedback/page-message';
import { failureText } from '../../../ui/text/failure-text';

/** The list could not be loaded. */
export function ListFailed({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { t } = useTranslation();
  const { title, sentence, wayOut } = failureText(failure, t);
  return (
    <PageMessage icon="warning" title={title} sentence={`${sentence} ${wayOut}`}>
      <Button onClick={onRetry}>{t('common.tryAgain')}</Button>
    </PageMessage>
  );
}
