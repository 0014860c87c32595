import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../../bridge/bridge';
import { useCommand } from '../../../bridge/use-command';
import { FailureAlert } from '../../../ui/feedback/failure-alert';
import { Icon } from '../../../ui/theme/icons';
import { PageMessage } from '../../../ui/feedback/page-message';

const Ways = styled('div')({ display: 'flex', justifyContent: 'center', gap: 8 });

/** There are no keys: explains what a key is for, and offers to create or import one. */
export function EmptyState({
  canChange,
  onCreate,
}: {
  canChange: boolean;
  onCreate: (opener: HTMLElement) => void;
}) {
  const { t } = useTranslation();
  const choose = useCommand(bridge.import.choose);
  const locked = { disabled: !canChange, title: canChange ? undefined : t('vault.readOnlyReason') };
  return (
    <>
      <FailureAlert failure={choose.failure} onDismiss={choose.clear} />
      <PageMessage icon="key" title={t('keys.empty.title')} sentence={t('keys.empty.sentence')}>
        <Ways>
          {/* Its name differs from the button in the header: each accessible name must be unique. */}
          <Button
            variant="contained"
            color="primary"
            onClick={(event) => onCreate(event.currentTarget)}
            {...locked}
          >
            <Icon name="plus" />
            {t('keys.empty.create')}
          </Button>
          <Button aria-busy={choose.busy} onClick={() => void choose.run()} {...locked}>
            {t('keys.empty.import')}
          </Button>
        </Ways>
      </PageMessage>
    </>
  );
}

/** No key matches, or all that match are inactive and hidden. */
export function NoMatch({
  filtering,
  hiddenMatches,
  onShowInactive,
  onClear,
}: {
  /** whether a search or a filter is set */
  filtering: boolean;
  /** how many inactive keys would match */
  hiddenMatches: number;
  onShowInactive: () => void;
  onClear: () => void;
}) {
  const { t } = useTranslation();
  const count = { count: hiddenMatches };
  const sentence =
    hiddenMatches === 0
      ? t('keys.noMatch.sentence')
      : t(filtering ? 'keys.noMatch.inactive' : 'keys.noMatch.allInactive', count);
  return (
    <PageMessage icon="search" title={t('keys.noMatch.title')} sentence={sentence}>
      <Ways>
        {hiddenMatches > 0 && (
          <Button variant="contained" color="primary" onClick={onShowInactive}>
            {t('keys.noMatch.showInactive', count)}
          </Button>
        )}
        {filtering && <Button onClick={onClear}>{t('keys.noMatch.clear')}</Button>}
      </Ways>
    </PageMessage>
  );
}
