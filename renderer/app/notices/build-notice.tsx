import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AboutApp } from '../../../shared/app/app-command';
import { bridge } from '../../bridge/bridge';
import { role } from '../../ui/theme/colour-roles';
import { radius } from '../../ui/theme/tokens';
import { IconButton } from '../../ui/controls/icon-button';
import { loadLaterWords } from '../../ui/text/later-words';
import { Notice } from '../../ui/feedback/notice';
import { whenIdle } from '../../ui/hooks/when-idle';
import { noticesOf } from './notices-of';

const Place = styled('div')({
  position: 'fixed',
  display: 'grid',
  gap: 8,
  insetInlineEnd: 16,
  bottom: 16,
  // Below dialogs.
  zIndex: 1150,
  maxWidth: 440,
  borderRadius: radius.box,
  boxShadow: role.shadow,
  background: role.surface,
});

/** Warns that this copy of the app is a development build, or runs with limits. */
export function BuildNotice() {
  const { t } = useTranslation();
  const [about, setAbout] = useState<AboutApp | null>(null);
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  useEffect(() => {
    // The first paint does not wait for it.
    void whenIdle()
      .then(() => Promise.all([bridge.app.about(), loadLaterWords()]))
      .then(([answer]) => answer.ok && setAbout(answer.value))
      // The notice is not shown until its words are loaded.
      .catch(() => undefined);
  }, []);
  if (about === null) return null;
  const shown = noticesOf(about, t).filter(({ title }) => !dismissed.includes(title));
  if (shown.length === 0) return null;
  return (
    <Place>
      {shown.map(({ tone, title, sentence }) => (
        <Notice
          key={title}
          tone={tone}
          role="status"
          title={title}
          action={
            <IconButton
              icon="close"
              label={t('common.dismiss')}
              onClick={() => setDismissed([...dismissed, title])}
            />
          }
        >
          {sentence}
        </Notice>
      ))}
    </Place>
  );
}
