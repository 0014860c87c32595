import { assertNever } from '../../../shared/lib/result';
import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { scopeTexts } from '../../../shared/keys/scope-text';
import { levelsOf, RESOURCES } from '../../../shared/keys/scopes';
import type { Scope } from '../../../shared/keys/scopes';
import type { RuleCode, RuleSet } from '../../../shared/rules/rule-set';
import { IconButton } from '../../ui/controls/icon-button';
import { BelowField } from '../../ui/controls/field';
import { Select } from '../../ui/controls/select';
import { TextField } from '../../ui/controls/text-field';
import { role } from '../../ui/theme/colour-roles';
import { lineHeight, radius, textSize } from '../../ui/theme/tokens';

const Short = styled('div')({ maxWidth: 240 });

const Chips = styled('ul')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 6,
  margin: 0,
  padding: 0,
  listStyle: 'none',
  '& > li': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 2,
    padding: '0 2px 0 8px',
    borderRadius: radius.small,
    background: role.chipWrite,
    color: role.accentText,
    fontSize: textSize.hint,
    lineHeight: lineHeight.hint,
  },
  '& > li:last-child': { padding: 0, background: 'none' },
});

const KNOWN = RESOURCES.flatMap((resource) =>
  levelsOf(resource).map((level) => `${resource}:${level}`),
);

/** What a rule has beside its mode: a number of days, permissions, or a pattern. */
export function RuleParameter({
  code,
  rules,
  problem,
  canChange,
  onChange,
}: {
  code: RuleCode;
  rules: RuleSet;
  problem: string | null;
  canChange: boolean;
  onChange: (settings: RuleSet[RuleCode]) => void;
}) {
  const { t } = useTranslation();
  switch (code) {
    case 'max-lifetime':
    case 'rotate-every':
    case 'unused-for': {
      const settings = rules[code];
      return (
        <Short>
          <TextField
            label={t('rules.days')}
            value={Number.isNaN(settings.days) ? '' : String(settings.days)}
            disabled={!canChange}
            // Anything else than a number is a problem of the field.
            onChange={(text) =>
              onChange({ ...settings, days: /^\d+$/.test(text) ? Number(text) : Number.NaN })
            }
            error={problem}
          />
        </Short>
      );
    }
    case 'name-pattern': {
      const settings = rules[code];
      return (
        <Short>
          <TextField
            label={t('rules.pattern')}
            value={settings.pattern}
            disabled={!canChange}
            onChange={(pattern) => onChange({ ...settings, pattern })}
            error={problem}
            mono
          />
        </Short>
      );
    }
    case 'forbidden-permissions':
    case 'addresses-required': {
      const settings = rules[code];
      return (
        <Scopes
          scopes={settings.scopes}
          problem={problem}
          canChange={canChange}
          onChange={(scopes) => onChange({ ...settings, scopes: [...scopes] })}
        />
      );
    }
    case 'expiry-required':
    case 'one-key-each':
    case 'owner-required':
      return null;
    default:
      return assertNever(code);
  }
}

function Scopes({
  scopes,
  problem,
  canChange,
  onChange,
}: {
  scopes: readonly Scope[];
  problem: string | null;
  canChange: boolean;
  onChange: (scopes: readonly Scope[]) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const wordsOf = (scope: Scope) => scopeTexts([scope], t).join();
  const left = KNOWN.filter((scope) => !scopes.includes(scope));
  return (
    <div>
      <Chips aria-label={t('rules.permissions')}>
        {scopes.map((scope) => (
          <li key={scope}>
            <bdi>{wordsOf(scope)}</bdi>
            {canChange && (
              <IconButton
                icon="close"
                label={t('rules.removePermission', { permission: wordsOf(scope) })}
                onClick={() => onChange(scopes.filter((each) => each !== scope))}
              />
            )}
          </li>
        ))}
        {canChange && (
          <li>
            <Select
              native
              value=""
              inputProps={{ 'aria-label': t('rules.addPermission') }}
              choices={[
                { value: '', label: t('rules.addPermission') },
                ...left.map((scope) => ({ value: scope, label: wordsOf(scope) })),
              ]}
              onChange={(scope) => scope !== '' && onChange([...scopes, scope])}
            />
          </li>
        )}
      </Chips>
      <BelowField id={id} error={problem} />
    </div>
  );
}
