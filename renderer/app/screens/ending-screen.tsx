import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listen } from '../../bridge/bridge';
import { role } from '../../ui/theme/colour-roles';
import { lineHeight, textSize } from '../../ui/theme/tokens';

const Cover = styled('div')({
  position: 'fixed',
  inset: 0,
  zIndex: 2000,
  display: 'grid',
  placeContent: 'center',
  gap: 4,
  padding: 24,
  textAlign: 'center',
  background: role.ground,
  '& h2': { fontSize: textSize.dialog, lineHeight: lineHeight.dialog, fontWeight: 650 },
  '& p': { color: role.secondary },
});

/** Shown when quitting takes longer than a moment, to say that data is still being written. */
export function EndingScreen() {
  const { t } = useTranslation();
  const [ending, setEnding] = useState(false);
  useEffect(() => listen('app:ending', () => setEnding(true)), []);
  if (!ending) return null;
  return (
    <Cover role="alert">
      <h2>{t('ending.title')}</h2>
      <p>{t('ending.sentence')}</p>
    </Cover>
  );
}
