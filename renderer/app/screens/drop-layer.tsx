import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dropFiles } from '../../bridge/drop-files';
import { role } from '../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../ui/theme/tokens';
import { Icon } from '../../ui/theme/icons';

/**
 * No event marks the end of a drag that leaves the window. While it is above the window, an event
 * arrives many times a second.
 */
const GONE_AFTER_MS = 400;

const Cover = styled('div')({
  position: 'fixed',
  inset: 0,
  // Above dialogs, below the screen that is shown while the app quits.
  zIndex: 1900,
  display: 'grid',
  placeItems: 'center',
  padding: 24,
  pointerEvents: 'none',
  background: `color-mix(in srgb, ${role.ground} 82%, transparent)`,
  '&::before': {
    content: '""',
    position: 'absolute',
    inset: 12,
    border: border.drop,
    borderRadius: radius.dialog,
  },
  '& > div': {
    display: 'grid',
    justifyItems: 'center',
    gap: 4,
    maxWidth: 420,
    padding: '28px 32px',
    borderRadius: radius.dialog,
    border: border.line,
    background: role.raised,
    boxShadow: role.shadow,
    textAlign: 'center',
  },
  '& svg': { color: role.accentText, marginBottom: 8 },
  '& strong': { fontSize: textSize.heading, lineHeight: lineHeight.heading, fontWeight: 650 },
  '& span': { color: role.secondary, fontSize: textSize.small },
});

/**
 * Accepts files that are dropped anywhere on the window, on every screen, and highlights the window
 * during the drag.
 */
export function DropLayer() {
  const { t } = useTranslation();
  const isOver = useFileDrag();
  if (!isOver) return null;
  return (
    <Cover role="status">
      <div>
        <Icon name="import" size={28} />
        <strong>{t('transfer.drop.title')}</strong>
        <span>{t('transfer.drop.help')}</span>
      </div>
    </Cover>
  );
}

/** @returns whether files are being dragged above the window */
function useFileDrag(): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(timer);
      setOver(false);
    };
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
      clearTimeout(timer);
      timer = setTimeout(end, GONE_AFTER_MS);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      end();
      dropFiles([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragenter', over);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      end();
      window.removeEventListener('dragenter', over);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return isOver;
}

const hasFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') === true;
