import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/lib/failure';
import type { VaultNotice } from '../../../shared/vault/vault-state';
import { systemReasonText } from '../../ui/text/failure-text';
import { useFormats } from '../../ui/text/formats';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { Notice } from '../../ui/feedback/notice';

/** The vault file cannot be rewritten, so no backup is saved. Shows the reason and since when. */
export function NoBackup({
  notice: { since, failure },
}: {
  notice: Extract<VaultNotice, { kind: 'no-backup' }>;
}) {
  const { t } = useTranslation();
  const { date, time } = useFormats();
  const at = Date.parse(since ?? '');
  const title =
    since === null
      ? t('vaultNotices.noBackup.never')
      : t('vaultNotices.noBackup.since', { when: `${date(at)}, ${time(at)}` });
  return (
    <Notice tone="care" role="status" title={title}>
      {t('vaultNotices.noBackup.sentence', { why: whyNoBackup(failure, t) })}
    </Notice>
  );
}

function whyNoBackup(failure: Failure, t: TFunction): string {
  if (failure.code !== 'write-failed') return t('vaultNotices.noBackup.why.unexpected');
  const { problem, reason, path } = failure;
  return t(`vaultNotices.noBackup.why.${problem}`, {
    reason: systemReasonText(reason, t),
    path: bidiIsolate(path),
  });
}
