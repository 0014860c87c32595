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
  /** the field, compared by value */
  of: (key: ApiKey) => unknown;
  /** the text in each column */
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

function factsIn(t: TFunction, { date, list, moment }: Formats, now: number): Aspect[] {
  const none = t('dialogs.compare.none');
  /** Compared by the day, as it is shown. */
  const dayOf = (
    name: string,
    otherwise: string,
    instantOf: (key: ApiKey) => string | null,
  ): Aspect => {
    const text = (key: ApiKey) => {
      const instant = instantOf(key);
      return instant === null ? otherwise : date(Date.parse(instant));
    };
    return { name, of: text, text };
  };
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
      // Its time of the day counts too.
      of: (key) => key.expiresAt,
      text: ({ expiresAt }) =>
        expiresAt === null ? t('panel.values.noExpiry') : moment(Date.parse(expiresAt)),
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
    dayOf(t('panel.facts.lastUsed'), t('panel.values.never'), (key) => key.lastUsedAt),
    dayOf(t('panel.facts.secret'), t('panel.values.unknown'), (key) => key.secretCreatedAt),
    dayOf(t('panel.facts.created'), none, (key) => key.createdAt),
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
