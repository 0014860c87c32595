import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/failure';
import { bridge } from '../../bridge/bridge';
import { failureText } from '../../failure-text';
import { role } from '../../ui/colour-roles';
import { MONO } from '../../ui/fonts';
import { Notice } from '../../ui/notice';
import { GateCard } from './gate-card';

const Content = styled('div')({ display: 'flex', flexDirection: 'column', gap: 16, marginTop: 20 });

const File = styled('dl')({
  fontSize: 13,
  '& dt': { fontWeight: 600, marginBottom: 4 },
  '& dd': {
    padding: '8px 12px',
    borderRadius: 8,
    border: `1px solid ${role.line}`,
    background: role.ground,
    fontFamily: MONO,
    fontSize: 12,
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
});

const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8 });

/** The vault cannot be opened: which file, what is known, and three ways on. None of them changes a file. */
export function DamagedScreen({
  failure,
  onTryAgain,
}: {
  failure: Failure;
  /** reads the vault once more; resolves when the answer is there */
  onTryAgain: () => Promise<void>;
}) {
  const { t } = useTranslation();
  const [reading, setReading] = useState(false);
  const { title, sentence, wayOut } = failureText(failure, t);

  const tryAgain = async () => {
    setReading(true);
    await onTryAgain();
    setReading(false);
  };

  return (
    <GateCard icon="warning" title={t('vault.damaged.title')} subtitle={`${title}.`} width={520}>
      <Content>
        {'path' in failure && (
          <File>
            <dt>{t('vault.damaged.file')}</dt>
            <dd>{failure.path}</dd>
          </File>
        )}
        <Notice tone="care">
          {sentence} {wayOut}
        </Notice>
        <Buttons>
          <Button
            variant="contained"
            color="primary"
            onClick={() => void tryAgain()}
            aria-busy={reading}
          >
            {reading ? t('vault.damaged.reading') : t('common.tryAgain')}
          </Button>
          <Button onClick={() => void bridge.vault.showFiles()}>
            {t('vault.damaged.showFiles')}
          </Button>
          <Button onClick={() => void bridge.app.quit()}>{t('vault.damaged.quit')}</Button>
        </Buttons>
      </Content>
    </GateCard>
  );
}
