import { styled } from '@mui/material/styles';
import { memo, useCallback, useId } from 'react';
import { useTranslation } from 'react-i18next';
import {
  isKnownScope,
  levelFor,
  levelsOf,
  RESOURCES,
  withLevel,
} from '../../../../shared/keys/scopes';
import type { AccessLevel, Resource, Scope } from '../../../../shared/keys/scopes';
import { role } from '../../../ui/theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../../../ui/theme/tokens';
import { BelowField, belowId } from '../../../ui/controls/field';
import { Segmented } from '../../../ui/controls/segmented';
import { OtherPermissions } from './other-permissions';
import { TemplateBar } from './template-bar';

const Head = styled('div')({
  marginBottom: 6,
  fontSize: textSize.small,
  lineHeight: lineHeight.small,
  fontWeight: 600,
  '& small': { fontSize: textSize.small, fontWeight: 400, color: role.faint },
});

const Problem = styled('div')({ '& p': { margin: '0 0 8px' } });

const List = styled('div')({
  border: border.line,
  borderRadius: radius.box,
  '&[data-wrong=true]': { borderColor: role.danger },
});

const Row = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: '4px 16px',
  padding: '7px 12px',
  borderBottom: border.faint,
  '&:last-of-type': { borderBottom: 0 },
  '& b': { fontWeight: 550 },
  '& p': { flex: '1 1 200px', lineHeight: lineHeight.body },
  '& small': { marginInlineStart: 8, fontSize: textSize.hint, color: role.faint },
});

/** The permissions of the key by resource. */
export function PermissionsField({
  scopes,
  error,
  caution,
  onChange,
}: {
  scopes: readonly Scope[];
  error: string | null;
  caution: string | null;
  onChange: (scopes: readonly Scope[]) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const chosen = RESOURCES.filter((resource) => levelFor(resource, scopes) !== null).length;
  return (
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={belowId(id)}
      data-field="scopes"
    >
      <Head>
        <span id={`${id}-label`}>{t('form.permissions')}</span>{' '}
        <small>· {t('form.permissionCount', { chosen, count: RESOURCES.length })}</small>
      </Head>
      <TemplateBar scopes={scopes} onChange={onChange} />
      {/* Above the list, because an error below it would be out of sight. */}
      <Problem>
        <BelowField id={id} error={error} caution={caution} />
      </Problem>
      <List data-wrong={error !== null}>
        {RESOURCES.map((resource) => (
          <ResourceRow
            key={resource}
            resource={resource}
            level={levelFor(resource, scopes)}
            scopes={scopes}
            onChange={onChange}
          />
        ))}
      </List>
      <OtherPermissions scopes={scopes.filter((scope) => !isKnownScope(scope))} />
    </div>
  );
}

interface ResourceRowProps {
  resource: Resource;
  level: AccessLevel | null;
  scopes: readonly Scope[];
  onChange: (scopes: readonly Scope[]) => void;
}

/** One resource with its access levels. */
const ResourceRow = memo(function ResourceRow({
  resource,
  level,
  scopes,
  onChange,
}: ResourceRowProps) {
  const { t } = useTranslation();
  const id = useId();
  const choose = useCallback(
    (value: 'none' | AccessLevel) =>
      onChange(withLevel(scopes, resource, value === 'none' ? null : value)),
    [onChange, resource, scopes],
  );
  return (
    <Row>
      <p>
        <b id={id}>{t(`resources.${resource}.label`)}</b>
        <small id={`${id}-about`}>{t(`resourceTexts.${resource}.description`)}</small>
      </p>
      <Segmented
        labelledBy={id}
        describedBy={`${id}-about`}
        value={level ?? 'none'}
        choices={(['none', ...levelsOf(resource)] as const).map((value) => ({
          value,
          label: t(`form.levels.${value}`),
        }))}
        quiet="none"
        onChange={choose}
      />
    </Row>
  );
});
