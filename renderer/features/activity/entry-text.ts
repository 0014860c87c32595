import type { TFunction } from 'i18next';
import type { ActivityEntry, ChangeField, FieldChange } from '../../../shared/activity/activity';
import { assertNever } from '../../../shared/lib/result';
import { bidiIsolate } from '../../ui/text/bidi-isolate';
import type { Formats } from '../../ui/text/formats';
import { scopeTexts } from '../../../shared/keys/scope-text';

/** The summary of an event on one line: the unlock method, or the changed fields. */
export function summaryOf(entry: ActivityEntry, t: TFunction, formats: Formats): string {
  const { detail, event, changes } = entry;
  if (detail !== null) {
    switch (detail.kind) {
      case 'method':
        return event === 'vault.unlocked' ? t(`activity.methods.${detail.method}`) : '';
      case 'attempts':
        return t('activity.attempts', { count: detail.count });
      case 'preference':
        return t('activity.preference', detail);
      case 'archived':
        return t('activity.archived', { first: detail.first, last: detail.last });
      case 'sync': {
        const { sent, received, removed, conflicts, isWhole } = detail;
        const parts = [
          ...(sent > 0 ? [t('activity.sync.sent', { count: sent })] : []),
          ...(received > 0 ? [t('activity.sync.received', { count: received })] : []),
          ...(removed > 0 ? [t('activity.sync.removed', { count: removed })] : []),
          ...(conflicts > 0 ? [t('activity.sync.conflicts', { count: conflicts })] : []),
          ...(isWhole ? [] : [t('activity.sync.early')]),
        ];
        return formats.list(parts, 'unit');
      }
      case 'handed-over':
        return t(`activity.handedOver.${detail.recipient === null ? 'passphrase' : 'recipient'}`);
      case 'setting':
        return t(detail.isRemoved ? 'activity.settingRemoved' : 'activity.setting', detail);
      case 'rules':
        return formats.list(
          detail.codes.map((code) => t(`rules.labels.${code}`)),
          'unit',
        );
      case 'exception':
        return t(`activity.exception.${detail.change}`, {
          finding: t(`risks.${detail.exception.code}.short`),
        });
      default:
        return assertNever(detail);
    }
  }
  if (event !== 'key.updated') return '';
  const [first] = changes;
  if (changes.length === 1 && first?.field === 'enabled') {
    return t(first.after === true ? 'activity.enabled' : 'activity.disabled');
  }
  return formats.list(
    changes.map(({ field }) => t(`activity.fields.${field}`)),
    'unit',
  );
}

/** A sentence for events that are not changes of a key; null when there is nothing to add. */
export function sentenceOf(entry: ActivityEntry, t: TFunction, formats: Formats): string | null {
  const { detail, event } = entry;
  if (detail?.kind === 'method' && event === 'vault.proof-failed') {
    return t(`activity.wrong.${detail.method}`);
  }
  if (detail?.kind === 'exception') {
    const { keyIds, reason, by, until } = detail.exception;
    return t('activity.exception.sentence', {
      count: keyIds.length,
      reason: bidiIsolate(reason),
      by: bidiIsolate(by),
      until: formats.moment(Date.parse(until)),
    });
  }
  if (detail?.kind === 'handed-over') return detail.recipient;
  if (detail?.kind !== 'attempts') return null;
  const at = (instant: string) => {
    const ms = Date.parse(instant);
    return `${formats.date(ms)}, ${formats.time(ms)}`;
  };
  return detail.count === 1
    ? t('activity.attemptsOnce', { first: at(detail.firstAt) })
    : t('activity.attemptsBetween', { first: at(detail.firstAt), last: at(detail.lastAt) });
}

/** One side of a change as text; null when that side has no value. */
export function valueText(
  field: ChangeField,
  value: FieldChange['before'],
  t: TFunction,
  formats: Formats,
): string | null {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return t(value ? 'activity.enabled' : 'activity.disabled');
  if (field === 'allowedIps' && Array.isArray(value) && value.length === 0) {
    return t('activity.anyAddress');
  }
  if (field === 'expiresAt' && value === null) return t('activity.noExpiry');
  if (typeof value === 'number') return t('form.rotateEveryChoices.days', { count: value });
  // A report needs no reason.
  if (field === 'compromised' && value === '') return t('keys.states.compromised');
  if (value === null || value.length === 0) return t('activity.none');
  if (typeof value !== 'string') {
    return formats.list(field === 'scopes' ? scopeTexts(value, t) : value, 'unit');
  }
  if (field === 'expiresAt' || field === 'lastUsedAt') {
    const ms = Date.parse(value);
    return `${formats.date(ms)}, ${formats.time(ms)}`;
  }
  if (field === 'environment' && (value === 'live' || value === 'test')) {
    return t(`keys.environments.${value}`);
  }
  return value;
}
