import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { urgentCount } from '../../../shared/keys/fold-findings';
import type { KeyStore } from '../../features/keys/store/key-store';
import { useKeyCounts } from './key-counts';
import { CountBadge } from './sidebar-parts';

/** The number of findings that need attention, beside the link to the Security check. */
export function CheckBadge({ store }: { store: KeyStore }) {
  const { t } = useTranslation();
  const risks = useKeyCounts(store)?.census.risks;
  const count = useMemo(() => urgentCount(risks ?? []), [risks]);
  if (count === 0) return null;
  return (
    <>
      <CountBadge aria-hidden="true" data-tip={t('check.badge', { count })}>
        {count}
      </CountBadge>
      <span className="visually-hidden">{t('check.badge', { count })}</span>
    </>
  );
}
