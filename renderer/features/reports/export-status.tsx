import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/lib/failure';
import type { Result } from '../../../shared/lib/result';
import { bridge } from '../../bridge/bridge';
import { role } from '../../ui/theme/colour-roles';
import { lineHeight, radius, textSize } from '../../ui/theme/tokens';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { ProgressBar } from '../../ui/feedback/progress-bar';
import { IconButton } from '../../ui/controls/icon-button';
import { Icon } from '../../ui/theme/icons';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import type { ExportState } from './use-export';

const Bar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '8px 12px',
  padding: '8px 8px 8px 14px',
  borderRadius: radius.box,
  background: role.goodSoft,
  color: role.good,
  fontSize: textSize.small,
  lineHeight: lineHeight.body,
  '&[data-running=true]': { background: role.accentSoft, color: role.accentText },
  '& > p': { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere', fontWeight: 500 },
  '& > [role=progressbar]': { flex: '1 1 160px' },
});

/** The state of an export: its progress, the saved file, or the failure. */
export function ExportStatus({
  state,
  onDismiss,
  onFailure,
}: {
  state: ExportState;
  onDismiss: () => void;
  onFailure: (failure: Failure) => void;
}) {
  const { t } = useTranslation();
  const tell = (answer: Promise<Result<void>>) =>
    void answer.then((result) => {
      if (!result.ok) onFailure(result.failure);
    });
  if (state.phase === 'idle') return null;
  if (state.phase === 'failed') {
    return <FailureAlert failure={state.failure} onDismiss={onDismiss} />;
  }
  if (state.phase === 'running') {
    if (state.share === null) return null;
    const percent = Math.floor(state.share * 100);
    return (
      <Bar data-running="true">
        <span role="status">{percent < 100 ? t('reports.exporting') : t('reports.finishing')}</span>
        <ProgressBar share={state.share} label={t('reports.progressName')} />
        <span>{t('reports.progress', { percent })}</span>
        <Button size="small" onClick={() => void bridge.reports.cancel()}>
          {t('reports.cancel')}
        </Button>
      </Bar>
    );
  }
  const { path, count } = state.exported;
  const file = path.split(/[\\/]/).at(-1) ?? path;
  return (
    <Bar>
      <Icon name="check" />
      <p role="status" title={path}>
        {t('reports.exported', { file: bidiIsolate(file), rows: t('reports.rows', { count }) })}
      </p>
      <Button size="small" onClick={() => tell(bridge.reports.show())}>
        {t('reports.showInFolder')}
      </Button>
      <Button size="small" onClick={() => tell(bridge.reports.open())}>
        {t('reports.open')}
      </Button>
      <IconButton icon="close" label={t('common.dismiss')} onClick={onDismiss} />
    </Bar>
  );
}
