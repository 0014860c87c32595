import type { TFunction } from 'i18next';
import {
  hasFullAccess,
  isKnownScope,
  levelFor,
  levelsOf,
  readsEverything,
  RESOURCES,
} from '../../../../shared/keys/scopes';
import type { Resource, Scope } from '../../../../shared/keys/scopes';
import type { Formats } from '../../../ui/text/formats';

/**
 * The permissions as a sentence: `Can read conversations; read and write contacts, messages`. Full
 * access and full read access are named as such, because a list of twenty resources would hide
 * them.
 */
export function scopeSummary(scopes: readonly Scope[], t: TFunction, formats: Formats): string {
  const phrases = (resources: readonly Resource[]) =>
    formats.list(
      resources.map((resource) => t(`resourceTexts.${resource}.phrase`)),
      'unit',
    );
  const readable = RESOURCES.filter((resource) => levelFor(resource, scopes) === 'read');
  const writable = RESOURCES.filter((resource) => levelFor(resource, scopes) === 'write');
  const both = writable.filter((resource) => levelsOf(resource).includes('read'));
  // The name of a write-only resource is a verb.
  const deeds = writable.filter((resource) => !levelsOf(resource).includes('read'));
  const others = scopes.filter((scope) => !isKnownScope(scope)).length;

  const other = others > 0 && t('form.summary.others', { count: others });
  if (hasFullAccess(scopes)) {
    const unread = RESOURCES.filter(
      (resource) => levelsOf(resource).includes('read') && levelFor(resource, scopes) === null,
    );
    const full =
      unread.length === 0
        ? t('form.summary.fullAccess')
        : t('form.summary.almostFull', { list: phrases(unread) });
    return other === false ? full : `${full}${t('form.summary.join')}${other}`;
  }

  const reading = readsEverything(scopes)
    ? t('form.summary.everything')
    : readable.length > 0 && t('form.summary.read', { list: phrases(readable) });
  const parts = [
    reading,
    both.length > 0 && t('form.summary.readWrite', { list: phrases(both) }),
    deeds.length > 0 && phrases(deeds),
    other,
  ].filter((part) => part !== false);
  if (parts.length === 0) return t('form.summary.nothing');
  return t('form.summary.can', { what: parts.join(t('form.summary.join')) });
}
