import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { t } from 'i18next';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { bridge } from '../../bridge/bridge';
import { role } from '../../ui/theme/colour-roles';
import { lineHeight, textSize } from '../../ui/theme/tokens';

const Centre = styled('main')({
  height: '100%',
  display: 'grid',
  placeContent: 'center',
  justifyItems: 'center',
  gap: 8,
  padding: 24,
  textAlign: 'center',
  '& h1': { fontSize: textSize.dialog, lineHeight: lineHeight.dialog, fontWeight: 650 },
  '& p': { color: role.secondary, marginBottom: 12 },
  '& div': { display: 'flex', gap: 8 },
});

/** Shown when a component throws, which is always a bug. Without it the window would be empty. */
export class CrashScreen extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    return (
      <Centre>
        <h1>{t('crash.title')}</h1>
        <p>{t('crash.sentence')}</p>
        <div>
          <Button variant="contained" color="primary" onClick={() => window.location.reload()}>
            {t('crash.reload')}
          </Button>
          <Button onClick={() => void bridge.app.quit()}>{t('crash.quit')}</Button>
        </div>
      </Centre>
    );
  }
}
