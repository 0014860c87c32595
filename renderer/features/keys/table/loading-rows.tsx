import { useTranslation } from 'react-i18next';
import { SkeletonRows } from '../../../ui/feedback/skeleton-rows';

/** The list is loading. */
export function LoadingRows() {
  const { t } = useTranslation();
  return <SkeletonRows label={t('keys.loading')} />;
}
