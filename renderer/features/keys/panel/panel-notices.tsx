import { Trans, useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { runningGrace } from '../../../../shared/keys/grace-period';
import { endOf } from '../../../../shared/keys/key-status';
import { reportedSecret } from '../../../../shared/keys/reported-secret';
import type { SecretUses } from '../../../../shared/keys/usage';
import { Notice } from '../../../ui/feedback/notice';
import { useMinute } from '../../../ui/hooks/now';
import { useFormats } from '../../../ui/text/formats';
import { NAME_TAG } from '../dialogs/named-sentence';
import { GraceActions } from '../form/grace-actions';
import { timeLeftText, useTimeLeft } from './time-left';

/** What a person should know before they use or change the key. */
export function PanelNotices({
  apiKey,
  secrets,
  canChange,
}: {
  apiKey: ApiKey;
  /** the use of its two secrets; null when that is not known */
  secrets: SecretUses | null;
  canChange: boolean;
}) {
  const { t } = useTranslation();
  const now = useMinute();
  const graceUntil = apiKey.graceUntil ?? null;
  const grace = runningGrace({ ...apiKey, graceUntil }, now);
  const isExpired = endOf(apiKey) <= now;
  const report = reportedSecret({ ...apiKey, graceUntil }, now);
  const hasNotice = isExpired || grace !== null || report !== null || apiKey.unsent !== undefined;
  if (!hasNotice && apiKey.hasSecret) return null;
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {report !== null && <ReportNotice apiKey={apiKey} report={report} />}
      {grace !== null && (
        <GraceNotice apiKey={apiKey} grace={grace} secrets={secrets} canChange={canChange} />
      )}
      {isExpired && <Notice tone="care">{t('panel.expired')}</Notice>}
      {apiKey.unsent && (
        <Notice tone="care" title={t(`keys.states.unsent.${apiKey.unsent}`)}>
          {t(`keys.states.unsentWhole.${apiKey.unsent}`)}
        </Notice>
      )}
      {!apiKey.hasSecret && <Notice tone="calm">{t('keys.states.noSecretWhole')}</Notice>}
    </div>
  );
}

function ReportNotice({
  apiKey: { compromised },
  report,
}: {
  apiKey: ApiKey;
  report: 'present' | 'previous' | 'ended';
}) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  if (compromised === null) return null;
  const when = moment(Date.parse(compromised.at));
  return (
    <Notice tone={report === 'ended' ? 'calm' : 'danger'} title={t('panel.compromised.title')}>
      {t(`panel.compromised.${report}`, { when })}
      {compromised.reason !== '' && (
        <>
          {' '}
          <Trans
            i18nKey="panel.compromised.reason"
            values={{ name: compromised.reason }}
            components={NAME_TAG}
          />
        </>
      )}
    </Notice>
  );
}

function GraceNotice({
  apiKey,
  grace,
  secrets,
  canChange,
}: {
  apiKey: ApiKey;
  grace: string;
  secrets: SecretUses | null;
  canChange: boolean;
}) {
  const { t } = useTranslation();
  const { until } = useFormats();
  const now = useMinute();
  const end = Date.parse(grace);
  const left = useTimeLeft(end);
  return (
    <>
      <Notice tone="care" title={t('panel.grace.title')}>
        {left === 0 ? (
          t('panel.grace.over')
        ) : (
          <Trans
            i18nKey="panel.grace.sentence"
            values={{ left: timeLeftText(left, t('locale')), when: until(end, now) }}
            components={{ left: <strong /> }}
          />
        )}
      </Notice>
      {left > 0 && secrets !== null && <UsesNotice secrets={secrets} />}
      {canChange && left > 0 && <GraceActions apiKey={apiKey} grace={grace} />}
    </>
  );
}

/** Which of the two secrets was used when, and whether the old one is still needed. */
function UsesNotice({ secrets: { present, previous } }: { secrets: SecretUses }) {
  const { t } = useTranslation();
  const { past } = useFormats();
  const now = useMinute();
  const ago = (instant: string) => past(Date.parse(instant), now);
  // The previous secret was not used again after the new one had been.
  const isReplaced =
    present !== null && (previous === null || previous.lastUsedAt < present.firstUsedAt);
  return (
    <Notice tone={isReplaced ? 'good' : 'calm'}>
      {present === null
        ? t('panel.uses.newUnused')
        : t('panel.uses.newUsed', { when: ago(present.firstUsedAt) })}{' '}
      {previous !== null && `${t('panel.uses.oldUsed', { when: ago(previous.lastUsedAt) })} `}
      {isReplaced && t('panel.uses.replaced')}
    </Notice>
  );
}
