import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { runningGrace } from '../../../../shared/keys/grace-period';
import { endOf, statusAt } from '../../../../shared/keys/key-status';
import { isLater, reachOf } from '../../../../shared/keys/reach';
import { useSync } from '../../../bridge/sync';
import { useFormats } from '../../../ui/text/formats';
import { Notice } from '../../../ui/feedback/notice';
import { useMinute } from '../../../ui/hooks/now';
import { expiresAtOf } from './expiration';
import { GraceActions } from './grace-actions';
import type { KeyDraft } from './key-draft';

/** Notices about the key, and the effect of saving. */
export function KeyNotices({ apiKey, draft }: { apiKey: ApiKey; draft: KeyDraft }) {
  const { t } = useTranslation();
  const { moment, until } = useFormats();
  const now = useMinute();
  const reach = reachOf(useSync(), [apiKey.id]);
  const end = endOf(apiKey);
  const chosen = expiresAtOf(draft.expiration, draft.customDate, apiKey, now);
  const chosenEnd = chosen === null ? Number.POSITIVE_INFINITY : Date.parse(chosen);
  const isActive = statusAt(apiKey.enabled, end, now) === 'active';
  const grace = runningGrace({ ...apiKey, graceUntil: apiKey.graceUntil ?? null }, now);
  return (
    <>
      {end <= now && (
        <Notice tone="care" role="status" title={t('form.states.expired', { when: moment(end) })}>
          {t(`form.states.${outcome()}`)}
        </Notice>
      )}
      {apiKey.unsent && (
        <Notice tone="care" role="status" title={t('form.states.unsent')}>
          {isLater(reach) && `${t(`sync.badge.reasons.${reach}`)} `}
          {t(`keys.states.unsentWhole.${apiKey.unsent}`)}
        </Notice>
      )}
      {grace !== null && (
        <>
          <Notice tone="care" role="status" title={t('form.states.grace')}>
            {t('form.states.graceSentence', { when: until(Date.parse(grace), now) })}
            {chosenEnd < Date.parse(grace) &&
              ` ${t('form.states.graceCut', { when: until(chosenEnd, now) })}`}
          </Notice>
          <GraceActions apiKey={apiKey} grace={grace} />
        </>
      )}
      {!apiKey.hasSecret && (
        <Notice tone="calm" role="status" title={t('form.states.noSecret')}>
          {t(isActive ? 'form.states.noSecretSentence' : 'keys.states.noSecretWhole')}
        </Notice>
      )}
    </>
  );

  /** The effect of saving an expired key. An incomplete date changes nothing. */
  function outcome() {
    if (Number.isNaN(chosenEnd) || chosenEnd <= now) return 'keepsExpired';
    return statusAt(draft.enabled, chosenEnd, now) === 'active' ? 'revives' : 'staysDisabled';
  }
}
