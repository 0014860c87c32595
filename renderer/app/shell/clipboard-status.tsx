import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listen } from '../../bridge/bridge';
import { onTextCopied } from '../../ui/text/copy-text';
import { role } from '../../ui/theme/colour-roles';
import { lineHeight, radius, textSize } from '../../ui/theme/tokens';
import { Icon } from '../../ui/theme/icons';
import { useSecondsUntil } from '../../ui/hooks/now';
import { NARROW } from '../start/narrow';

const Line = styled('p')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  margin: '0 0 10px',
  padding: '6px 8px',
  borderRadius: radius.control,
  background: role.careSoft,
  color: role.care,
  fontSize: textSize.hint,
  lineHeight: lineHeight.hint,
  fontWeight: 500,
  fontVariantNumeric: 'tabular-nums',
  [NARROW]: { flexDirection: 'column', gap: 2, '& > span': { display: 'none' } },
  '& > b': { display: 'none', fontWeight: 600, [NARROW]: { display: 'block' } },
});

/**
 * How long a copied secret stays in the clipboard. The countdown is visual only; assistive
 * technology is told once that the secret is copied and once that it is cleared.
 */
export function ClipboardStatus() {
  const { t } = useTranslation();
  const [clearsAt, setClearsAt] = useState<number | null>(null);
  const [announcement, setAnnouncement] = useState('');
  const seconds = useSecondsUntil(clearsAt);

  useEffect(
    () =>
      listen('clipboard:changed', (clipboard) => {
        setClearsAt(clipboard.clearsAt);
        setAnnouncement(t(clipboard.clearsAt === null ? 'clipboard.cleared' : 'clipboard.status'));
      }),
    [t],
  );

  useEffect(
    () =>
      onTextCopied(() => {
        setClearsAt(null);
        setAnnouncement((known) => known && t('clipboard.cleared'));
      }),
    [t],
  );

  return (
    <>
      <span className="visually-hidden" role="status">
        {announcement}
      </span>
      {seconds !== null && (
        <Line aria-hidden="true">
          <Icon name="clipboard" size={16} />
          <span>
            {seconds > 0 ? t('clipboard.countdown', { count: seconds }) : t('clipboard.clearing')}
          </span>
          <b>{seconds}</b>
        </Line>
      )}
    </>
  );
}
