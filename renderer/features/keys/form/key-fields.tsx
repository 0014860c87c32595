import { styled } from '@mui/material/styles';
import { useCallback, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { endOf } from '../../../../shared/keys/key-status';
import { reachOf } from '../../../../shared/keys/reach';
import { useSync } from '../../../bridge/sync';
import { FieldLabel } from '../../../ui/controls/field';
import { role } from '../../../ui/theme/colour-roles';
import { lineHeight, textSize } from '../../../ui/theme/tokens';
import { useMinute } from '../../../ui/hooks/now';
import { Segmented } from '../../../ui/controls/segmented';
import { SwitchField } from '../../../ui/controls/switch-field';
import { SuggestField } from '../../../ui/controls/suggest-field';
import { TextField } from '../../../ui/controls/text-field';
import { ExpirationField } from './expiration-field';
import { useKnownValues } from './known-values-context';
import { MoreOptions } from './more-options';
import { PermissionsField } from './permissions-field';
import { RotateEveryField } from './rotate-every-field';
import { UsageField } from './usage-field';
import type { KeyForm } from './use-key-form';

const Fields = styled('div')({ display: 'flex', flexDirection: 'column', gap: 16 });

const Two = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))',
  gap: 16,
});

const Fixed = styled('p')({
  marginTop: 4,
  fontSize: textSize.hint,
  lineHeight: lineHeight.hint,
  color: role.faint,
});

/** The fields of a key, for both creating and editing. */
export function KeyFields({ form, apiKey }: { form: KeyForm; apiKey: ApiKey | null }) {
  const { t } = useTranslation();
  const id = useId();
  const { draft, change, problemOf } = form;
  const knownValues = useKnownValues();
  const now = useMinute();
  const reach = reachOf(useSync());
  const setScopes = useCallback((scopes: readonly string[]) => change({ scopes }), [change]);
  const environments = (['live', 'test'] as const).map((value) => ({
    value,
    label: t(`keys.environments.${value}`),
  }));

  const activeHelp = (): string => {
    const end = apiKey ? endOf(apiKey) : Number.POSITIVE_INFINITY;
    const isKept = draft.expiration === 'unchanged';
    if (draft.enabled && isKept && end <= now) return t('form.activeExpired');
    return t(reach === 'none' ? 'form.activeHelpAlone' : 'form.activeHelp');
  };

  return (
    <Fields id={form.id}>
      <div data-field="name">
        <TextField
          label={t('form.name')}
          value={draft.name}
          onChange={(name) => change({ name })}
          error={problemOf('name')}
          autoFocus
        />
      </div>
      {apiKey && (
        <SwitchField
          label={t('form.active')}
          help={activeHelp()}
          checked={draft.enabled}
          onChange={(enabled) => change({ enabled })}
        />
      )}
      {apiKey && <UsageField apiKey={apiKey} />}
      <Two>
        <div data-field="integration">
          <SuggestField
            label={t('form.integration')}
            suggest={() => knownValues('integration')}
            value={draft.integration}
            onChange={(integration) => change({ integration })}
            help={t('form.integrationHelp')}
            error={problemOf('integration')}
          />
        </div>
        <div data-field="owner">
          <SuggestField
            label={t('form.owner')}
            suggest={() => knownValues('owner')}
            value={draft.owner}
            onChange={(owner) => change({ owner })}
            help={t('form.ownerHelp')}
            error={problemOf('owner')}
          />
        </div>
        <ExpirationField
          draft={draft}
          apiKey={apiKey}
          error={problemOf('expiresAt')}
          onChange={change}
        />
        <RotateEveryField
          draft={draft}
          apiKey={apiKey}
          error={problemOf('rotateEvery')}
          onChange={change}
        />
        <div>
          <FieldLabel as="span" id={id}>
            {t('form.environment')}
          </FieldLabel>
          <Segmented
            labelledBy={id}
            describedBy={apiKey ? `${id}-fixed` : undefined}
            value={draft.environment}
            choices={environments}
            disabled={apiKey !== null}
            onChange={(environment) => change({ environment })}
          />
          {apiKey && <Fixed id={`${id}-fixed`}>{t('form.environmentFixed')}</Fixed>}
        </div>
        <div data-field="tags">
          <SuggestField
            label={t('form.tags')}
            suggest={() => knownValues('tag')}
            isList
            value={draft.tags}
            onChange={(tags) => change({ tags })}
            help={t('form.tagsHelp')}
            error={problemOf('tags')}
          />
        </div>
        <div data-field="note" style={{ gridColumn: '1 / -1' }}>
          <TextField
            label={t('form.note')}
            value={draft.note}
            onChange={(note) => change({ note })}
            help={t('form.noteHelp')}
            error={problemOf('note')}
            multiline
          />
        </div>
      </Two>
      <PermissionsField scopes={draft.scopes} error={problemOf('scopes')} onChange={setScopes} />
      <MoreOptions
        allowedIps={draft.allowedIps}
        error={problemOf('allowedIps')}
        onChange={(allowedIps) => change({ allowedIps })}
      />
    </Fields>
  );
}
