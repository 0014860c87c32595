import { useTranslation } from 'react-i18next';
import { isLater, reachOf } from '../../../../shared/keys/reach';
import { useSync } from '../../../bridge/sync';
import { Notice } from '../../../ui/feedback/notice';

/** Says, before an action, which effect it will have at the endpoint. */
export function EffectNotice({
  action,
  keyIds,
  endsAccess = action === 'delete' || action === 'deactivate',
}: {
  action: 'delete' | 'deactivate' | 'edit' | 'rotate';
  /** the affected keys */
  keyIds: readonly string[];
  /** whether it deletes or deactivates; both are sent even when the record cannot be read */
  endsAccess?: boolean;
}) {
  const { t } = useTranslation();
  const reach = reachOf(useSync(), keyIds, { endsAccess });
  const count = keyIds.length;
  if (!isLater(reach)) {
    return (
      <Notice tone={reach === 'none' ? 'care' : 'calm'}>
        {t(`dialogs.effect.${reach}.${action}`, { count })}
      </Notice>
    );
  }
  const reason = t(`sync.badge.reasons.${reach}`);
  return <Notice tone="care">{t(`dialogs.effect.later.${action}`, { count, reason })}</Notice>;
}
