import { assertNever } from '../../../../shared/lib/result';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { LIFETIMES } from '../../../../shared/keys/expiration';
import { REASON_LENGTH } from '../../../../shared/keys/key-limits';
import { permissionOf } from '../../../../shared/keys/plan-change';
import { isKnownScope, isResource, RESOURCES } from '../../../../shared/keys/scopes';
import { CheckField } from '../../../ui/controls/check-field';
import { FieldLabel } from '../../../ui/controls/field';
import { Segmented } from '../../../ui/controls/segmented';
import { SelectField } from '../../../ui/controls/select-field';
import { SuggestField } from '../../../ui/controls/suggest-field';
import { TextField } from '../../../ui/controls/text-field';
import { useMinute } from '../../../ui/hooks/now';
import { localDate } from '../form/expiration';
import { useKnownValues } from '../form/known-values-context';
import type { ChangeDraft, ChangeSubject } from './change-draft';
import { offeredLevels } from './change-draft';

interface Props {
  subject: ChangeSubject;
  draft: ChangeDraft;
  keys: readonly ApiKey[];
  error: string | null;
  onChange: (values: Partial<ChangeDraft>) => void;
}

/** The fields in which a change of many keys is chosen. */
export function ChangeFields({ subject, draft, keys, error, onChange }: Props) {
  const { t } = useTranslation();
  const knownValues = useKnownValues();
  const text = { value: draft.text, onChange: (value: string) => onChange({ text: value }), error };
  switch (subject) {
    case 'enabled':
      return null;
    case 'expiration':
      return <ExpirationFields draft={draft} error={error} onChange={onChange} />;
    case 'add-permission':
    case 'remove-permission':
      return <PermissionFields {...{ subject, draft, keys, error, onChange }} />;
    case 'integration':
    case 'owner':
      return (
        <SuggestField
          label={t(`form.${subject}`)}
          help={t('changes.fields.emptyHelp')}
          suggest={() => knownValues(subject)}
          autoFocus
          {...text}
        />
      );
    case 'tags':
      return (
        <>
          <Choice
            label={t('changes.fields.how')}
            value={draft.tags}
            choices={(['add', 'remove', 'replace'] as const).map((value) => ({
              value,
              label: t(`changes.fields.tags.${value}`),
            }))}
            onChange={(tags) => onChange({ tags })}
          />
          <SuggestField
            label={t('form.tags')}
            help={t('changes.fields.tagsHelp')}
            suggest={() => knownValues('tag')}
            isList
            autoFocus
            {...text}
          />
        </>
      );
    case 'addresses':
      return (
        <>
          <Choice
            label={t('changes.fields.how')}
            value={draft.addresses}
            choices={(['add', 'replace', 'clear'] as const).map((value) => ({
              value,
              label: t(`changes.fields.addresses.${value}`),
            }))}
            onChange={(addresses) => onChange({ addresses })}
          />
          {draft.addresses !== 'clear' && (
            <TextField
              label={t('form.allowedIps')}
              help={t('changes.fields.addressesHelp')}
              multiline
              mono
              autoFocus
              {...text}
            />
          )}
        </>
      );
    case 'compromised':
      return (
        <>
          <TextField
            label={t('changes.fields.reason')}
            help={t('changes.fields.reasonHelp')}
            autoFocus
            {...text}
            onChange={(value) =>
              onChange({ text: Array.from(value).slice(0, REASON_LENGTH).join('') })
            }
          />
          <CheckField
            label={t('changes.fields.disables')}
            help={t('changes.fields.disablesHelp')}
            checked={draft.disables}
            onChange={(disables) => onChange({ disables })}
          />
        </>
      );
    default:
      return assertNever(subject);
  }
}

function ExpirationFields({ draft, error, onChange }: Pick<Props, 'draft' | 'error' | 'onChange'>) {
  const { t } = useTranslation();
  const now = useMinute();
  return (
    <>
      <Choice
        label={t('changes.fields.how')}
        value={draft.expiration}
        choices={(['extend', 'set', 'none'] as const).map((value) => ({
          value,
          label: t(`changes.fields.expiration.${value}`),
        }))}
        onChange={(expiration) => onChange({ expiration })}
      />
      {draft.expiration === 'extend' && (
        <SelectField
          label={t('changes.fields.by')}
          help={t('changes.fields.byHelp')}
          value={draft.days}
          choices={LIFETIMES.map((value) => ({
            value,
            label: t('changes.fields.days', { count: Number(value) }),
          }))}
          onChange={(days) => onChange({ days })}
        />
      )}
      {draft.expiration === 'set' && (
        <TextField
          label={t('changes.fields.date')}
          help={t('changes.fields.dateHelp')}
          type="date"
          min={localDate(now)}
          value={draft.date}
          onChange={(date) => onChange({ date })}
          error={error}
        />
      )}
    </>
  );
}

function PermissionFields({ subject, draft, keys, error, onChange }: Props) {
  const { t } = useTranslation();
  const isAdding = subject === 'add-permission';
  // Only what the keys have can be removed, also what this app does not know.
  const held = new Set(isAdding ? [] : keys.flatMap(({ scopes }) => scopes.map(permissionOf)));
  const unknown = [...held].filter((permission) => !isResource(permission)).toSorted();
  const known = RESOURCES.filter((resource) => isAdding || held.has(resource));
  const labelOf = (permission: string) =>
    isResource(permission) ? t(`resources.${permission}.label`) : permission;
  const levels = offeredLevels(draft.permission);
  const mayStay = isKnownScope(`${draft.permission}:read`) && levels.includes('write');
  return (
    <>
      <SelectField
        label={t('changes.fields.permission')}
        value={draft.permission}
        choices={[
          { value: '', label: t('changes.fields.choose'), disabled: true },
          ...[...known, ...unknown].map((value) => ({ value, label: labelOf(value) })),
        ]}
        error={error}
        onChange={(permission) => onChange({ permission, stays: 'nothing' })}
      />
      {isAdding && levels.length > 1 && (
        <Choice
          label={t('changes.fields.level')}
          value={draft.level}
          choices={levels.map((value) => ({ value, label: t(`form.levels.${value}`) }))}
          onChange={(level) => onChange({ level })}
        />
      )}
      {!isAdding && mayStay && (
        <Choice
          label={t('changes.fields.stays', { permission: labelOf(draft.permission) })}
          value={draft.stays}
          choices={(['nothing', 'read'] as const).map((value) => ({
            value,
            label: t(`changes.fields.stay.${value}`),
          }))}
          onChange={(stays) => onChange({ stays })}
        />
      )}
    </>
  );
}

function Choice<V extends string>({
  label,
  ...rest
}: { label: string } & Pick<Parameters<typeof Segmented<V>>[0], 'value' | 'choices' | 'onChange'>) {
  const id = useId();
  return (
    <div>
      <FieldLabel as="p" id={id}>
        {label}
      </FieldLabel>
      <Segmented labelledBy={id} {...rest} />
    </div>
  );
}
