import { useTranslation } from 'react-i18next';
import type { PlanSum } from '../../../../shared/keys/plan-change';
import { Notice } from '../../../ui/feedback/notice';

/** What a plan comes to, in one line: danger colour when a key gets more access. */
export function SumNotice({
  sum: { changed, skipped, widened },
  gain,
  isFinal = false,
}: {
  sum: PlanSum;
  /** what the keys get that get more */
  gain: string;
  /** it cannot be undone */
  isFinal?: boolean;
}) {
  const { t } = useTranslation();
  if (changed === 0) {
    return (
      <Notice tone="calm" role="status">
        {t('changes.sum.none')}
      </Notice>
    );
  }
  const numbers = [
    t('changes.sum.changed', { count: changed }),
    ...(skipped > 0 ? [t('changes.sum.stays', { count: skipped })] : []),
  ].join(', ');
  const more =
    widened > 0 ? t('changes.sum.more', { count: widened, what: gain }) : t('changes.sum.noMore');
  return (
    <Notice tone={widened > 0 ? 'danger' : 'calm'} role="status">
      {numbers}. {more} {t(isFinal ? 'changes.sum.final' : 'changes.sum.undo')}
    </Notice>
  );
}
