import type { TFunction } from 'i18next';
import type { ChangeField } from '../../../../shared/activity/activity';
import { CHANGE_FIELDS } from '../../../../shared/activity/activity';
import type { ApiKeyRecord } from '../../../../shared/keys/api-key';
import { scopeTexts } from '../../../../shared/keys/scope-text';
import { hasFullAccess } from '../../../../shared/keys/scopes';
import type { Formats } from '../../../ui/text/formats';

type Fields = Partial<ApiKeyRecord>;

export const isChangeField = (field: string): field is ChangeField =>
  CHANGE_FIELDS.some((known) => known === field);

/** Both sides of a change of one key, in words. Several fields are named. */
export function changeTexts(
  before: Fields,
  after: Fields,
  t: TFunction,
  formats: Formats,
): { before: string; after: string } {
  if (after.compromised) {
    const wasEnabled = before.enabled === true;
    return {
      before: t(wasEnabled ? 'keys.status.active' : 'changes.preview.notCompromised'),
      after: t(`changes.preview.${wasEnabled ? 'compromisedInactive' : 'compromised'}`),
    };
  }
  const fields = CHANGE_FIELDS.filter((field) => field in after);
  const sides = fields.map((field) => ({ field, ...fieldTexts(field, before, after, t, formats) }));
  const [only] = sides;
  if (only && sides.length === 1) return only;
  const all = (side: 'before' | 'after') =>
    sides
      .map((texts) =>
        t('changes.preview.field', {
          field: t(`activity.fields.${texts.field}`),
          value: texts[side],
        }),
      )
      .join('; ');
  return { before: all('before'), after: all('after') };
}

function fieldTexts(
  field: ChangeField,
  before: Fields,
  after: Fields,
  t: TFunction,
  formats: Formats,
): { before: string; after: string } {
  if (field === 'scopes') return scopeChange(before.scopes ?? [], after.scopes ?? [], t, formats);
  return {
    before: valueText(field, before, t, formats),
    after: valueText(field, after, t, formats),
  };
}

/** Only the permissions that differ; of full access, how many are left. */
function scopeChange(
  before: readonly string[],
  after: readonly string[],
  t: TFunction,
  formats: Formats,
): { before: string; after: string } {
  const words = (scopes: readonly string[]) =>
    scopes.length === 0 ? t('changes.preview.none') : formats.list(scopeTexts(scopes, t), 'unit');
  const counted = (scopes: readonly string[]) =>
    hasFullAccess(scopes)
      ? t('keys.fullAccess')
      : t('changes.preview.permissions', { count: scopes.length });
  if (hasFullAccess(before) !== hasFullAccess(after)) {
    return { before: counted(before), after: counted(after) };
  }
  return {
    before: words(before.filter((scope) => !after.includes(scope))),
    after: words(after.filter((scope) => !before.includes(scope))),
  };
}

function valueText(field: ChangeField, record: Fields, t: TFunction, formats: Formats): string {
  if (field === 'compromised') {
    return t(record.compromised ? 'changes.preview.compromised' : 'changes.preview.notCompromised');
  }
  const value = record[field];
  if (typeof value === 'boolean') return t(value ? 'keys.status.active' : 'keys.status.inactive');
  if (field === 'expiresAt' && value === null) return t('keys.noExpiry');
  if (field === 'allowedIps' && record.allowedIps?.length === 0) return t('activity.anyAddress');
  if (value === undefined || value === null || value === '') return t('changes.preview.none');
  if (typeof value === 'number') return t('form.rotateEveryChoices.days', { count: value });
  if (typeof value !== 'string') {
    return value.length === 0 ? t('changes.preview.none') : formats.list(value, 'unit');
  }
  if (field === 'expiresAt' || field === 'lastUsedAt') return formats.date(Date.parse(value));
  if (field === 'environment' && (value === 'live' || value === 'test')) {
    return t(`keys.environments.${value}`);
  }
  return value;
}
