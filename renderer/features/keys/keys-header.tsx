import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/theme/icons';
import { PageHeader } from '../../ui/layout/page-header';

interface HeaderProps {
  canChange: boolean;
  /** null while the list is loading, because taken names are not known yet */
  onCreate: ((opener: HTMLElement) => void) | null;
  onDeleted: ((opener: HTMLElement) => void) | null;
}

const Buttons = styled('div')({
  // The header lets its title grow, not its buttons.
  '&&': { flex: '0 1 auto' },
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
});

/** The header of the page. */
export const KeysHeader = memo(function KeysHeader(props: HeaderProps) {
  const { t } = useTranslation();
  return (
    <PageHeader
      title={t('keys.title')}
      subtitle={t('keys.subtitle')}
      action={
        <Buttons>
          <Button
            disabled={props.onDeleted === null}
            onClick={(event) => props.onDeleted?.(event.currentTarget)}
          >
            {t('keys.recentlyDeleted')}
          </Button>
          <CreateButton {...props} />
        </Buttons>
      }
    />
  );
});

function CreateButton({ canChange, onCreate }: Pick<HeaderProps, 'canChange' | 'onCreate'>) {
  const { t } = useTranslation();
  return (
    <Button
      variant="contained"
      color="primary"
      data-action="create"
      disabled={!canChange || onCreate === null}
      title={canChange ? undefined : t('vault.readOnlyReason')}
      onClick={(event) => onCreate?.(event.currentTarget)}
    >
      <Icon name="plus" />
      {t('keys.create')}
    </Button>
  );
}
