import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { ActivityVerdict } from '../../../shared/activity/activity';
import { role } from '../../ui/theme/colour-roles';
import { border, radius, textSize } from '../../ui/theme/tokens';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { useFormats } from '../../ui/text/formats';
import { MONO } from '../../ui/theme/fonts';
import { IconButton } from '../../ui/controls/icon-button';
import { Icon } from '../../ui/theme/icons';
import { Notice } from '../../ui/feedback/notice';
import { ProgressBar } from '../../ui/feedback/progress-bar';
import type { Verify } from './use-verify';

/** Starts the verification. */
export function VerifyButton({ verify }: { verify: Verify }) {
  const { t } = useTranslation();
  return (
    <Button
      data-tip={t('activity.verify.help')}
      disabled={verify.state.kind === 'running'}
      onClick={verify.start}
    >
      <Icon name="shield" />
      {t('activity.verify.button')}
    </Button>
  );
}

const Panel = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  padding: '10px 12px 10px 16px',
  background: role.surface,
  border: border.line,
  borderRadius: radius.box,
  fontSize: textSize.small,
  '& > span': { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

const Good = styled('div')({
  display: 'flex',
  gap: 10,
  padding: '10px 12px',
  borderRadius: radius.box,
  background: role.goodSoft,
  color: role.good,
  fontSize: textSize.small,
  '& > svg': { flex: 'none', marginTop: 1 },
  '& > div': { flex: 1, minWidth: 0 },
  '& strong': { fontWeight: 600 },
  '& code': { fontFamily: MONO, fontSize: textSize.hint },
  '& > button': { margin: -4, color: 'inherit' },
});

const BadArchive = styled('div')({ marginTop: 8 });

/** The progress of the verification and its result: intact, or the first bad line. */
export function VerifyPanel({ verify }: { verify: Verify }) {
  const { t } = useTranslation();
  const { state } = verify;
  return (
    <div role="status" aria-live="polite" hidden={state.kind === 'idle'}>
      {state.kind === 'running' && (
        <Panel>
          <strong>{t('activity.verify.running')}</strong>
          <ProgressBar share={state.share} label={t('activity.verify.running')} />
          <span aria-hidden="true">
            {t('activity.verify.progress', { percent: Math.floor(state.share * 100) })}
          </span>
          <Button size="small" onClick={verify.stop}>
            {t('activity.verify.stop')}
          </Button>
        </Panel>
      )}
      {state.kind === 'failed' && <FailureAlert failure={state.failure} onDismiss={verify.close} />}
      {state.kind === 'done' && <Verdict verdict={state.verdict} onClose={verify.close} />}
    </div>
  );
}

function BadArchives({ bad }: Pick<ActivityVerdict['archived'], 'bad'>) {
  const { t } = useTranslation();
  return bad.map(({ file, problem, ...events }) => (
    <BadArchive key={file}>
      <Notice tone="danger" title={t(`activity.verify.bad.${problem}`)}>
        {t('activity.verify.badSentence', { file, ...events })}
      </Notice>
    </BadArchive>
  ));
}

function Verdict({ verdict, onClose }: { verdict: ActivityVerdict; onClose: () => void }) {
  const { t } = useTranslation();
  const { kind, lines, brokenLine, tag, archived, end } = verdict;
  const { date, time } = useFormats();
  const close = <IconButton icon="close" label={t('activity.verify.close')} onClick={onClose} />;
  const isReadable = kind === 'whole' || kind === 'torn';
  if (isReadable && end?.kind === 'cut') {
    const { sequence: seen, at } = end.seen;
    const when = `${date(Date.parse(at))}, ${time(Date.parse(at))}`;
    return (
      <>
        <Notice tone="danger" title={t('activity.verify.cut')} action={close}>
          {t('activity.verify.cutSentence', { count: lines, seen, when })}{' '}
          {t('activity.verify.cutWayOut')}
        </Notice>
        <BadArchives bad={archived.bad} />
      </>
    );
  }
  if (isReadable && end?.kind === 'unknown') {
    return (
      <>
        <Notice tone="care" title={t('activity.verify.unknown')} action={close}>
          {t('activity.verify.unknownSentence', { count: lines })}
        </Notice>
        <BadArchives bad={archived.bad} />
      </>
    );
  }
  if (kind === 'whole') {
    const good = (
      <Good>
        <Icon name="check" />
        <div>
          <strong>{t('activity.verify.whole')}. </strong>
          {t('activity.verify.wholeSentence', { count: lines })}
          {archived.events > 0 && ` ${t('activity.verify.archived', { count: archived.events })}`}
          <div>
            {t('activity.verify.head')}: <code>{tag}</code>
          </div>
        </div>
        {close}
      </Good>
    );
    return (
      <>
        {good}
        <BadArchives bad={archived.bad} />
      </>
    );
  }
  if (kind === 'broken') {
    const line = brokenLine ?? 0;
    return (
      <Notice tone="danger" title={t('activity.verify.broken', { line })} action={close}>
        {t('activity.verify.brokenSentence', { count: lines, line })}{' '}
        {t('activity.verify.brokenWayOut')}
      </Notice>
    );
  }
  if (kind === 'torn') {
    return (
      <Notice tone="care" title={t('activity.verify.torn')} action={close}>
        {t('activity.verify.tornSentence', { count: lines })}
      </Notice>
    );
  }
  return (
    <Notice tone="calm" action={close}>
      {t('activity.verify.cancelled', { count: lines })}
    </Notice>
  );
}
