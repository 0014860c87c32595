import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/lib/result';
import type { UpdateState } from '../../../shared/updates/update-state';
import { bridge, listen } from '../../bridge/bridge';
import { usePreferences } from '../../bridge/preferences';
import { border, radius, textSize } from '../../ui/theme/tokens';
import { SwitchField } from '../../ui/controls/switch-field';
import { PreferenceCard } from './preference-card';

const Notes = styled('div')({
  flexBasis: '100%',
  maxHeight: 200,
  overflowY: 'auto',
  padding: '10px 12px',
  border: border.line,
  borderRadius: radius.control,
  fontSize: textSize.small,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  userSelect: 'text',
});

const Row = styled('div')({ flexBasis: '100%' });

/** The update state and its next action. The app installs nothing without a click. */
export function UpdatesCard() {
  const { t } = useTranslation();
  const { preferences, change } = usePreferences();
  const id = useId();
  const [state, setState] = useState<UpdateState | null>(null);
  useEffect(() => {
    void bridge.updates.state().then((answer) => answer.ok && setState(answer.value));
    return listen('updates:changed', setState);
  }, []);
  if (state === null) return null;
  return (
    <PreferenceCard aria-labelledby={`${id}-title`}>
      <div>
        <h2 id={`${id}-title`}>{t('updates.title')}</h2>
        <p role="status">
          <StateText state={state} />
        </p>
      </div>
      <NextStep state={state} />
      {state.kind === 'offered' && state.notes !== '' && (
        <Notes dir="auto" tabIndex={0} role="group" aria-label={t('updates.notes')}>
          {state.notes}
        </Notes>
      )}
      {state.kind !== 'off' && (
        <Row>
          <SwitchField
            label={t('updates.daily')}
            help={t('updates.dailyHelp')}
            checked={preferences.checkForUpdates}
            onChange={(checkForUpdates) => change({ checkForUpdates })}
          />
        </Row>
      )}
    </PreferenceCard>
  );
}

function NextStep({ state }: { state: UpdateState }) {
  const { t } = useTranslation();
  switch (state.kind) {
    case 'idle':
    case 'current':
    case 'failed':
      return <Button onClick={() => void bridge.updates.check()}>{t('updates.check')}</Button>;
    case 'offered':
      return (
        <Button variant="contained" color="primary" onClick={() => void bridge.updates.download()}>
          {t('updates.download')}
        </Button>
      );
    case 'ready':
      return (
        <Button variant="contained" color="primary" onClick={() => void bridge.updates.install()}>
          {t('updates.install')}
        </Button>
      );
    case 'off':
    case 'checking':
    case 'downloading':
      return null;
    default:
      return assertNever(state);
  }
}

/** The update state as text. */
function StateText({ state }: { state: UpdateState }) {
  const { t } = useTranslation();
  switch (state.kind) {
    case 'off':
      return t(`updates.off.${state.why}`);
    case 'failed':
      return t(`updates.failed.${state.why}`);
    case 'offered':
      return t('updates.offered', { version: state.version });
    case 'downloading':
      return t('updates.downloading', { version: state.version, percent: state.percent });
    case 'ready':
      return t('updates.ready', { version: state.version });
    case 'idle':
    case 'checking':
    case 'current':
      return t(`updates.${state.kind}`);
    default:
      return assertNever(state);
  }
}
