import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { LIFETIMES } from '../../../../shared/keys/expiration';
import type { ExpirationChoice } from '../../../../shared/keys/expiration';
import { useFormats } from '../../../ui/text/formats';
import { useMinute } from '../../../ui/hooks/now';
import { SelectField } from '../../../ui/controls/select-field';
import { TextField } from '../../../ui/controls/text-field';
import { useScrollIntoView } from '../../../ui/hooks/use-scroll-into-view';
import { endOfLifetime, localDate } from './expiration';
import type { KeyDraft } from './key-draft';

const CustomDate = styled('div')({ marginTop: 12 });

/** The expiration of the key: a lifetime, a date, or never, with a warning. */
export function ExpirationField({
  draft,
  apiKey,
  error,
  caution,
  onChange,
}: {
  draft: KeyDraft;
  /** the key that is edited; null for a new one */
  apiKey: ApiKey | null;
  error: string | null;
  caution: string | null;
  onChange: (changes: Partial<KeyDraft>) => void;
}) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const now = useMinute();
  const custom = draft.expiration === 'custom';
  const words = (lifetime: (typeof LIFETIMES)[number]) => {
    const end = date(endOfLifetime(lifetime, now));
    return lifetime === '365'
      ? t('form.expirationChoices.year', { date: end })
      : t('form.expirationChoices.days', { count: Number(lifetime), date: end });
  };

  const content = useScrollIntoView<HTMLDivElement>(custom);
  return (
    <div data-field="expiresAt" ref={content}>
      <SelectField<ExpirationChoice>
        label={t('form.expiration')}
        value={draft.expiration}
        choices={[
          ...(apiKey?.expiresAt
            ? [
                {
                  value: 'unchanged' as const,
                  label: t(
                    Date.parse(apiKey.expiresAt) <= now
                      ? 'form.expirationChoices.expired'
                      : 'form.expirationChoices.unchanged',
                    { date: date(Date.parse(apiKey.expiresAt)) },
                  ),
                },
              ]
            : []),
          ...LIFETIMES.map((lifetime) => ({ value: lifetime, label: words(lifetime) })),
          { value: 'custom', label: t('form.expirationChoices.custom') },
          { value: 'none', label: t('form.expirationChoices.none') },
        ]}
        onChange={(expiration) => onChange({ expiration })}
        error={custom ? null : error}
        caution={custom ? null : caution}
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
            caution={caution}
            help={t('form.customDateHelp')}
          />
        </CustomDate>
      )}
    </div>
  );
}
