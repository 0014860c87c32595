import type { TFunction } from 'i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { statusOf } from '../../../../shared/keys/key-status';
import { isKnownScope, levelFor, RESOURCES } from '../../../../shared/keys/scopes';
import type { Formats } from '../../../ui/text/formats';

/** One line of a comparison: a value for each key. */
export interface CompareRow {
  name: string;
  values: readonly string[];
  differs: boolean;
}

interface Aspect {
  name: string;
  /** what is compared */
  of: (key: ApiKey) => unknown;
  /** what is shown */
  text: (key: ApiKey) => string;
}

/** The keys side by side: their fields, and the permissions that any of them has, one by one. */
export function compareRows(
  keys: readonly ApiKey[],
  { t, formats, now }: { t: TFunction; formats: Formats; now: number },
): { facts: CompareRow[]; permissions: CompareRow[] } {
  const rowOf = ({ name, of, text }: Aspect): CompareRow => ({
    name,
    values: keys.map(text),
    differs: new Set(keys.map((key) => JSON.stringify(of(key)))).size > 1,
  });
  return {
    facts: factsIn(t, formats, now).map(rowOf),
    permissions: permissionsOf(keys, t).map(rowOf),
  };
}

function factsIn(t: TFunction, { date, list }: Formats, now: number): Aspect[] {
  const none = t('dialogs.compare.none');
  const day = (instant: string | null, otherwise: string) =>
    instant === null ? otherwise : date(Date.parse(instant));
  const plain = (field: 'integration' | 'owner' | 'note', name: string): Aspect => ({
    name,
    of: (key) => key[field],
    text: (key) => key[field] || none,
  });
  const statusNow = (key: ApiKey) => {
    const status = statusOf(key, now);
    return status.state === 'active' ? status.state : status.reason;
  };
  return [
    {
      name: t('keys.columns.status'),
      of: statusNow,
      text: (key) => t(`keys.status.${statusNow(key)}`),
    },
    {
      name: t('panel.facts.environment'),
      of: (key) => key.environment,
      text: (key) => t(`keys.environments.${key.environment}`),
    },
    plain('integration', t('panel.facts.integration')),
    plain('owner', t('panel.facts.owner')),
    {
      name: t('panel.facts.tags'),
      of: (key) => key.tags.toSorted(),
      text: (key) => list(key.tags, 'unit') || none,
    },
    {
      name: t('panel.facts.expires'),
      of: (key) => key.expiresAt,
      text: (key) => day(key.expiresAt, t('panel.values.noExpiry')),
    },
    {
      name: t('form.rotateEvery'),
      of: (key) => key.rotateEvery,
      text: ({ rotateEvery }) =>
        rotateEvery === null
          ? t('form.rotateEveryChoices.never')
          : t('form.rotateEveryChoices.days', { count: rotateEvery }),
    },
    {
      name: t('panel.facts.allowedIps'),
      of: (key) => key.allowedIps.toSorted(),
      text: (key) => key.allowedIps.join('\n') || t('panel.values.anyAddress'),
    },
    {
      name: t('panel.facts.lastUsed'),
      of: (key) => key.lastUsedAt,
      text: (key) => day(key.lastUsedAt, t('panel.values.never')),
    },
    {
      name: t('panel.facts.secret'),
      of: (key) => key.secretCreatedAt,
      text: (key) => day(key.secretCreatedAt, t('panel.values.unknown')),
    },
    {
      name: t('panel.facts.created'),
      of: (key) => key.createdAt,
      text: (key) => day(key.createdAt, none),
    },
    plain('note', t('panel.facts.note')),
  ];
}

/** The permissions of the catalogue, then those that this app does not know. */
function permissionsOf(keys: readonly ApiKey[], t: TFunction): Aspect[] {
  const known = RESOURCES.filter((resource) =>
    keys.some(({ scopes }) => levelFor(resource, scopes) !== null),
  );
  const others = new Set(keys.flatMap(({ scopes }) => scopes.filter((one) => !isKnownScope(one))));
  return [
    ...known.map((resource): Aspect => {
      const levelOf = ({ scopes }: ApiKey) => levelFor(resource, scopes) ?? 'none';
      return {
        name: t(`resources.${resource}.label`),
        of: levelOf,
        text: (key) => t(`form.levels.${levelOf(key)}`),
      };
    }),
    ...[...others].toSorted().map((scope): Aspect => {
      const has = ({ scopes }: ApiKey) => scopes.includes(scope);
      return {
        name: scope,
        of: has,
        text: (key) => t(has(key) ? 'dialogs.compare.granted' : 'form.levels.none'),
      };
    }),
  ];
}
