import Button from '@mui/material/Button';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/theme/icons';
import { PageHeader } from '../../ui/layout/page-header';

interface CreateProps {
  canChange: boolean;
  /** null while the list is loading, because taken names are not known yet */
  onCreate: ((opener: HTMLElement) => void) | null;
}

/** The header of the page. */
export const KeysHeader = memo(function KeysHeader(props: CreateProps) {
  const { t } = useTranslation();
  return (
    <PageHeader
      title={t('keys.title')}
      subtitle={t('keys.subtitle')}
      action={<CreateButton {...props} />}
    />
  );
});

function CreateButton({ canChange, onCreate }: CreateProps) {
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
