import { useTranslation } from 'react-i18next';
import { isRunning } from '../../../shared/rules/exceptions';
import type { RuleException } from '../../../shared/rules/exceptions';
import { bridge } from '../../bridge/bridge';
import { useCommand } from '../../bridge/use-command';
import { FailureAlert } from '../../ui/feedback/failure-alert';
import { PageMessage } from '../../ui/feedback/page-message';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import { useFormats } from '../../ui/text/formats';
import { useMinute } from '../../ui/hooks/now';
import { Icon } from '../../ui/theme/icons';
import { CheckCard, CheckRow, Mark, RowButton } from './check-card';

/** What persons have accepted: why, until when, and for which keys. */
export function Accepted({
  exceptions,
  nameOf,
  canChange,
}: {
  exceptions: readonly RuleException[];
  nameOf: (id: string) => string | null;
  canChange: boolean;
}) {
  const { t } = useTranslation();
  const { date, list } = useFormats();
  const now = useMinute();
  const remove = useCommand(bridge.rules.removeException);
  if (exceptions.length === 0) {
    return (
      <PageMessage
        icon="check"
        title={t('check.accepted.none')}
        sentence={t('check.accepted.noneSentence')}
      />
    );
  }
  const names = ({ keyIds }: RuleException): string => {
    const known = keyIds.flatMap((id) => nameOf(id) ?? []).map(bidiIsolate);
    const gone = keyIds.length - known.length;
    const shown = known.slice(0, 3);
    const others = known.length - shown.length;
    return list([
      ...shown,
      ...(others > 0 ? [t('check.others', { count: others })] : []),
      ...(gone > 0 ? [t('check.accepted.gone', { count: gone })] : []),
    ]);
  };
  return (
    <>
      <FailureAlert failure={remove.failure} onDismiss={remove.clear} />
      <CheckCard aria-label={t('check.accepted.label')}>
        <ul>
          {exceptions.map((exception) => {
            const { id, code, reason, by, at, until } = exception;
            const what = t(`risks.${code}.short`);
            const runs = isRunning(exception, now);
            return (
              <CheckRow key={id}>
                <Mark data-tone={runs ? 'calm' : 'quiet'}>
                  <Icon name={runs ? 'check' : 'clock'} size={16} />
                </Mark>
                <div>
                  <h2>{t('check.accepted.title', { what, keys: names(exception) })}</h2>
                  <p>
                    {t(runs ? 'check.accepted.runs' : 'check.accepted.ended', {
                      until: date(Date.parse(until)),
                      by: bidiIsolate(by),
                      at: date(Date.parse(at)),
                    })}{' '}
                    <bdi>{reason}</bdi>
                  </p>
                </div>
                {canChange && (
                  <RowButton
                    type="button"
                    aria-label={t('check.accepted.removeNamed', { what })}
                    aria-busy={remove.busy}
                    onClick={() => void remove.run({ id })}
                  >
                    {t('check.accepted.remove')}
                  </RowButton>
                )}
              </CheckRow>
            );
          })}
        </ul>
      </CheckCard>
    </>
  );
}
