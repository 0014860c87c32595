import { styled } from '@mui/material/styles';
import { memo, useCallback, useId, useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { searchFold } from '../../../../shared/keys/name-identity';
import {
  isGroupAt,
  SCOPE_GROUP_NAMES,
  SCOPE_GROUPS,
  withGroup,
} from '../../../../shared/keys/scope-groups';
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
import { BelowField, belowId, fieldEdge } from '../../../ui/controls/field';
import { Segmented } from '../../../ui/controls/segmented';
import { OtherPermissions } from './other-permissions';
import { PermissionGroup } from './permission-group';
import { TemplateBar } from './template-bar';

const Head = styled('div')({
  marginBottom: 6,
  fontSize: textSize.small,
  lineHeight: lineHeight.small,
  fontWeight: 600,
  '& small': { fontSize: textSize.small, fontWeight: 400, color: role.faint },
});

const Problem = styled('div')({ '& p': { margin: '0 0 8px' } });

const Finding = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
  marginBottom: 8,
  '& input': {
    ...fieldEdge,
    flex: '1 1 180px',
    minWidth: 0,
    minHeight: 32,
    padding: '0 10px',
    fontSize: textSize.small,
  },
  '& button': {
    height: 32,
    padding: '0 12px',
    border: border.line,
    borderRadius: radius.control,
    background: 'transparent',
    color: role.secondary,
    fontSize: textSize.small,
    cursor: 'pointer',
  },
  '& button:hover': { color: role.text, background: role.hover },
  '& button[aria-pressed=true]': {
    background: role.accentSoft,
    borderColor: role.accent,
    color: role.accentText,
  },
});

const List = styled('div')({
  border: border.line,
  borderRadius: radius.box,
  overflow: 'hidden',
  '&[data-wrong=true]': { borderColor: role.danger },
  '& > p': { padding: '12px', color: role.faint, fontSize: textSize.small },
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

const LEVELS = ['none', 'read', 'write'] as const;

/** The permissions of the key, by group and resource. */
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
  const [typed, setTyped] = useState('');
  /** the resources that were chosen when only those were asked for; null: all are shown */
  const [kept, setKept] = useState<ReadonlySet<Resource> | null>(null);
  const chosen = RESOURCES.filter((resource) => levelFor(resource, scopes) !== null);
  const texts = useMemo(
    () =>
      new Map(
        RESOURCES.map((resource) => [
          resource,
          searchFold(
            `${t(`resources.${resource}.label`)} ${t(`resourceTexts.${resource}.description`)} ${resource}`,
          ),
        ]),
      ),
    [t],
  );
  const wanted = searchFold(typed.trim());
  const isShown = (resource: Resource) =>
    (texts.get(resource) ?? '').includes(wanted) &&
    // One that was just set to none stays until the choice is made again.
    (kept === null || kept.has(resource) || chosen.includes(resource));
  const isWhole = wanted === '' && kept === null;
  const groups = SCOPE_GROUP_NAMES.map((group) => ({
    group,
    shown: SCOPE_GROUPS[group].filter(isShown),
  })).filter(({ shown }) => shown.length > 0);

  const onKeyDown = (event: KeyboardEvent) => {
    // Enter would save the form, and Escape close it.
    if (event.key === 'Enter') event.preventDefault();
    if (event.key === 'Escape' && typed !== '') {
      event.stopPropagation();
      setTyped('');
    }
  };
  return (
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={belowId(id)}
      data-field="scopes"
    >
      <Head>
        <span id={`${id}-label`}>{t('form.permissions')}</span>{' '}
        <small>
          · {t('form.permissionCount', { chosen: chosen.length, count: RESOURCES.length })}
        </small>
      </Head>
      <TemplateBar scopes={scopes} onChange={onChange} />
      <Finding>
        <input
          type="search"
          aria-label={t('form.findPermission')}
          placeholder={t('form.findPermission')}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          aria-pressed={kept !== null}
          onClick={() => setKept(kept === null ? new Set(chosen) : null)}
        >
          {t('form.chosenOnly')}
        </button>
      </Finding>
      {/* Above the list, because an error below it would be out of sight. */}
      <Problem>
        <BelowField id={id} error={error} caution={caution} />
      </Problem>
      <List data-wrong={error !== null}>
        {groups.map(({ group, shown }) => (
          <PermissionGroup
            key={group}
            group={group}
            // A button for the whole group would also set hidden permissions.
            levels={
              isWhole
                ? LEVELS.map((level) => ({ level, isSet: isGroupAt(scopes, group, orNull(level)) }))
                : []
            }
            onLevel={(level) => onChange(withGroup(scopes, group, orNull(level)))}
          >
            {shown.map((resource) => (
              <ResourceRow
                key={resource}
                resource={resource}
                level={levelFor(resource, scopes)}
                scopes={scopes}
                onChange={onChange}
              />
            ))}
          </PermissionGroup>
        ))}
        {groups.length === 0 && (
          <p role="status">{t(wanted === '' ? 'form.nothingChosen' : 'form.noPermissionFound')}</p>
        )}
      </List>
      <OtherPermissions scopes={scopes.filter((scope) => !isKnownScope(scope))} />
    </div>
  );
}

const orNull = (level: (typeof LEVELS)[number]): AccessLevel | null =>
  level === 'none' ? null : level;

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
    (value: 'none' | AccessLevel) => onChange(withLevel(scopes, resource, orNull(value))),
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
        places={LEVELS}
        quiet="none"
        onChange={choose}
      />
    </Row>
  );
});
