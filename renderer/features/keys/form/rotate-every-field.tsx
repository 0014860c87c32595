import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { SelectField } from '../../../ui/controls/select-field';
import type { KeyDraft } from './key-draft';

const INTERVALS = [30, 60, 90, 180, 365];

/** After how many days the secret should be rotated. */
export function RotateEveryField({
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
  // An interval that was set elsewhere stays among the choices.
  const days = [...new Set([...INTERVALS, apiKey?.rotateEvery ?? 30])].toSorted((a, b) => a - b);
  return (
    <div data-field="rotateEvery">
      <SelectField
        label={t('form.rotateEvery')}
        value={draft.rotateEvery}
        choices={[
          { value: 'never', label: t('form.rotateEveryChoices.never') },
          ...days.map((count) => ({
            value: String(count),
            label: t('form.rotateEveryChoices.days', { count }),
          })),
        ]}
        onChange={(rotateEvery) => onChange({ rotateEvery })}
        error={error}
        caution={caution}
        help={t('form.rotateEveryHelp')}
      />
    </div>
  );
}
