import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listen } from '../../../bridge/bridge';
import { ProgressBar } from '../../../ui/feedback/progress-bar';

/** The progress of a long change; nothing until it is reported. */
export function ChangeProgress() {
  const { t } = useTranslation();
  const [share, setShare] = useState<number | null>(null);
  useEffect(() => listen('keys:changing', ({ done, total }) => setShare(done / total)), []);
  return share === null ? null : <ProgressBar share={share} label={t('changes.busy')} />;
}
