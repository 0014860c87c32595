import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { role } from '../../../ui/theme/colour-roles';
import { Icon } from '../../../ui/theme/icons';
import { radius } from '../../../ui/theme/tokens';
import type { ChangeSubject } from '../change/change-draft';
import { ChangeMenu } from '../lazy-parts';

const Bar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  minHeight: 36,
  padding: '2px 3px 2px 14px',
  borderRadius: radius.control,
  background: role.accentSoft,
  color: role.accentText,
  animation: 'bulk-in 140ms ease-out',
  '@keyframes bulk-in': { from: { opacity: 0, transform: 'translateY(-6px)' } },
  '& > strong': { marginInlineEnd: 'auto', fontWeight: 600, fontVariantNumeric: 'tabular-nums' },
});

/** More columns would not fit a dialog. */
const MOST_COMPARED = 3;

/** Below the toolbar while keys are selected: the actions for all of them. */
export function BulkBar({
  count,
  outOfView,
  canChange,
  onSetEnabled,
  onChange,
  onDelete,
  onCompare,
  onExport,
  onClear,
}: {
  count: number;
  /** how many of them a search or a filter hides */
  outOfView: number;
  canChange: boolean;
  onSetEnabled: (enabled: boolean, opener: HTMLElement) => void;
  onChange: (subject: ChangeSubject, opener: HTMLElement) => void;
  onDelete: (opener: HTMLElement) => void;
  onCompare: (opener: HTMLElement) => void;
  onExport: () => void;
  onClear: () => void;
}) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const selected = t('keys.bulk.selected', { count });
  const readOnly = canChange ? {} : { disabled: true, title: t('vault.readOnlyReason') };
  return (
    <Bar role="toolbar" aria-label={t('keys.bulk.name')}>
      <strong role="status">
        {outOfView > 0 ? t('keys.bulk.outOfView', { selected, count: outOfView }) : selected}
      </strong>
      <Button
        size="small"
        {...readOnly}
        onClick={(event) => onSetEnabled(true, event.currentTarget)}
      >
        {t('keys.bulk.activate')}
      </Button>
      <Button
        size="small"
        {...readOnly}
        onClick={(event) => onSetEnabled(false, event.currentTarget)}
      >
        {t('keys.bulk.deactivate')}
      </Button>
      <Button
        size="small"
        {...readOnly}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('keys.bulk.change')}
        <Icon name="open" size={16} />
      </Button>
      {anchor && (
        <Suspense>
          <ChangeMenu
            anchor={anchor}
            onChosen={(subject) => {
              setAnchor(null);
              anchor.focus();
              if (subject) onChange(subject, anchor);
            }}
          />
        </Suspense>
      )}
      <Button size="small" {...readOnly} onClick={(event) => onDelete(event.currentTarget)}>
        {t('keys.bulk.delete')}
      </Button>
      <Button
        size="small"
        disabled={count < 2 || count > MOST_COMPARED}
        title={t('keys.bulk.compareHelp')}
        onClick={(event) => onCompare(event.currentTarget)}
      >
        {t('keys.bulk.compare')}
      </Button>
      <Button size="small" onClick={onExport}>
        {t('keys.export')}
      </Button>
      <Button size="small" variant="text" onClick={onClear}>
        {t('keys.bulk.clear')}
      </Button>
    </Bar>
  );
}
