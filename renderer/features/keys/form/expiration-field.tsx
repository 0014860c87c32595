import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import InputBase from '@mui/material/InputBase';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/api-key';
import { role } from '../../../ui/colour-roles';
import { belowId, BelowField, fieldEdge, FieldLabel } from '../../../ui/field';
import { useFormats } from '../../../ui/formats';
import { Icon } from '../../../ui/icons';
import { useMinute } from '../../../ui/now';
import { TextField } from '../../../ui/text-field';
import { endOfLifetime, LIFETIMES, localDate } from './expiration';
import type { ExpirationChoice } from './expiration';
import type { KeyDraft } from './key-draft';

const Input = styled(InputBase)({
  ...fieldEdge,
  width: '100%',
  fontSize: 14,
  lineHeight: '20px',
  '& .MuiSelect-select': { padding: '8px 36px 8px 12px', minHeight: 20, lineHeight: '20px' },
  '& .MuiSelect-select:focus': { background: 'none', outline: 'none' },
  '& .MuiSelect-icon': {
    position: 'absolute',
    insetInlineEnd: 10,
    top: 9,
    color: role.faint,
    pointerEvents: 'none',
  },
});

const OpenIcon = ({ className }: { className?: string }) => (
  <span className={className}>
    <Icon name="open" />
  </span>
);

const CustomDate = styled('div')({ marginTop: 12 });

/** How long the key works: a lifetime, a date, or for ever with a word of caution. */
export function ExpirationField({
  draft,
  apiKey,
  error,
  onChange,
}: {
  draft: KeyDraft;
  /** the key that is edited; null for a new one */
  apiKey: ApiKey | null;
  error: string | null;
  onChange: (changes: Partial<KeyDraft>) => void;
}) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const now = useMinute();
  const id = useId();
  const custom = draft.expiration === 'custom';
  const words = (lifetime: (typeof LIFETIMES)[number]) => {
    const end = date(endOfLifetime(lifetime, now));
    return lifetime === '365'
      ? t('form.expirationChoices.year', { date: end })
      : t('form.expirationChoices.days', { count: Number(lifetime), date: end });
  };

  return (
    <div data-field="expiresAt">
      <FieldLabel id={`${id}-label`}>{t('form.expiration')}</FieldLabel>
      <Select<ExpirationChoice>
        labelId={`${id}-label`}
        value={draft.expiration}
        onChange={(event) => onChange({ expiration: event.target.value })}
        input={<Input data-wrong={Boolean(error) && !custom} />}
        IconComponent={OpenIcon}
        SelectDisplayProps={{
          // Named by its label alone, not by label and value: the value is its value.
          'aria-labelledby': `${id}-label`,
          'aria-describedby': belowId(id),
        }}
        inputProps={{ 'aria-hidden': true }}
        MenuProps={{
          slotProps: { root: { role: 'region', 'aria-label': t('form.expiration') } },
        }}
      >
        {apiKey?.expiresAt && (
          <MenuItem value="unchanged">
            {t('form.expirationChoices.unchanged', { date: date(Date.parse(apiKey.expiresAt)) })}
          </MenuItem>
        )}
        {LIFETIMES.map((lifetime) => (
          <MenuItem key={lifetime} value={lifetime}>
            {words(lifetime)}
          </MenuItem>
        ))}
        <MenuItem value="custom">{t('form.expirationChoices.custom')}</MenuItem>
        <MenuItem value="none">{t('form.expirationChoices.none')}</MenuItem>
      </Select>
      <BelowField
        id={id}
        error={custom ? null : error}
        help={t(draft.expiration === 'none' ? 'form.noExpiryCaution' : 'form.expirationHelp')}
      />
      {custom && (
        <CustomDate>
          <TextField
            label={t('form.customDate')}
            type="date"
            min={localDate(now)}
            value={draft.customDate}
            onChange={(customDate) => onChange({ customDate })}
            error={error}
            help={t('form.customDateHelp')}
          />
        </CustomDate>
      )}
    </div>
  );
}
