import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AboutApp } from '../../shared/app-command';
import { bridge } from '../bridge/bridge';
import { role } from '../ui/colour-roles';
import { IconButton } from '../ui/icon-button';
import { Notice } from '../ui/notice';
import { whenIdle } from '../ui/when-idle';

const Place = styled('div')({
  position: 'fixed',
  insetInlineEnd: 16,
  bottom: 16,
  // Under dialogs.
  zIndex: 1150,
  maxWidth: 440,
  borderRadius: 10,
  boxShadow: role.shadow,
  background: role.surface,
});

/** What a person should know of this copy of the app before they trust it with anything. */
export function BuildNotice() {
  const { t } = useTranslation();
  const [about, setAbout] = useState<AboutApp | null>(null);
  useEffect(() => {
    // Nothing on the screen waits for it.
    void whenIdle()
      .then(() => bridge.app.about())
      .then((answer) => answer.ok && setAbout(answer.value));
  }, []);
  if (about === null) return null;
  const dismiss = (
    <IconButton icon="close" label={t('common.dismiss')} onClick={() => setAbout(null)} />
  );
  if (about.isDevelopmentBuild) {
    return (
      <Place>
        <Notice
          tone="care"
          role="status"
          title={t('about.developmentBuild.title')}
          action={dismiss}
        >
          {t('about.developmentBuild.sentence', { electron: about.electron })}
        </Notice>
      </Place>
    );
  }
  if (about.isSafeStart) {
    return (
      <Place>
        <Notice tone="calm" role="status" title={t('about.safeStart.title')} action={dismiss}>
          {t('about.safeStart.sentence')}
        </Notice>
      </Place>
    );
  }
  return null;
}
