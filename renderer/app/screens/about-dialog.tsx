import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AboutApp, Licence } from '../../../shared/app/app-command';
import { bridge } from '../../bridge/bridge';
import { role } from '../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../ui/theme/tokens';
import { DialogFrame } from '../../ui/layout/dialog-frame';
import { Notice } from '../../ui/feedback/notice';
import { noticesOf } from '../notices/notices-of';

const Versions = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'max-content 1fr',
  gap: '4px 16px',
  margin: 0,
  fontSize: textSize.small,
  fontVariantNumeric: 'tabular-nums',
  userSelect: 'text',
  '& dt': { color: role.secondary },
  '& dd': { margin: 0 },
});

const Licences = styled('div')({
  border: border.line,
  borderRadius: radius.control,
  maxHeight: 260,
  overflowY: 'auto',
  fontSize: textSize.small,
  '& details + details': { borderTop: border.faint },
  '& summary': {
    display: 'flex',
    gap: 8,
    padding: '7px 12px',
    cursor: 'pointer',
    '& span': { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
    '& small': { fontSize: textSize.hint, color: role.secondary },
  },
  '& pre': {
    margin: 0,
    padding: '4px 12px 12px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: 'inherit',
    fontSize: textSize.hint,
    lineHeight: lineHeight.hint,
    color: role.secondary,
    userSelect: 'text',
  },
});

const Heading = styled('h3')({
  margin: 0,
  fontSize: textSize.small,
  lineHeight: lineHeight.hint,
  fontWeight: 600,
});

/** The version, the components and the licences of the app. */
export function AboutDialog({ onClosed }: { onClosed: () => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const [about, setAbout] = useState<AboutApp | null>(null);
  const [licences, setLicences] = useState<readonly Licence[]>([]);
  useEffect(() => {
    void bridge.app.about().then((answer) => answer.ok && setAbout(answer.value));
    void bridge.app.licences().then((answer) => answer.ok && setLicences(answer.value));
  }, []);
  const close = () => setOpen(false);
  return (
    <DialogFrame
      open={open}
      title={t('about.title')}
      sentence={t('about.sentence')}
      width={520}
      onClose={close}
      onExited={onClosed}
      onSubmit={close}
      footText={t('about.licence')}
      buttons={
        <Button type="submit" variant="contained" color="primary" autoFocus>
          {t('about.close')}
        </Button>
      }
    >
      {about &&
        noticesOf(about, t).map(({ tone, title, sentence }) => (
          <Notice key={title} tone={tone} title={title}>
            {sentence}
          </Notice>
        ))}
      {about && (
        <Versions>
          <dt>{t('windowTitle')}</dt>
          <dd>{about.version}</dd>
          <dt>Electron</dt>
          <dd>{about.electron}</dd>
          <dt>Chromium</dt>
          <dd>{about.chromium}</dd>
          <dt>Node.js</dt>
          <dd>{about.node}</dd>
        </Versions>
      )}
      <Heading id="about-licences">{t('about.madeOf')}</Heading>
      <Licences role="group" aria-labelledby="about-licences" tabIndex={0}>
        {licences.map(({ name, version, licence, text }) => (
          <details key={`${name} ${version}`}>
            <summary>
              <span>
                {name} {version}
              </span>
              <small>{licence}</small>
            </summary>
            <pre>{text}</pre>
          </details>
        ))}
      </Licences>
      {about?.hasChromiumLicences === true && (
        <Button sx={{ alignSelf: 'start' }} onClick={() => void bridge.app.openChromiumLicences()}>
          {t('about.chromiumLicences')}
        </Button>
      )}
    </DialogFrame>
  );
}
