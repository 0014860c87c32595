import type { TFunction } from 'i18next';
import type { ApiKey } from '../../../../shared/keys/api-key';
import { statusOf } from '../../../../shared/keys/key-status';
import { SECRET_TEXT, hintOf } from '../../../../shared/keys/secret-format';
import { variableNameOf } from '../../../../shared/keys/variable-name';
import type { Formats } from '../../../ui/text/formats';
import { scopeSummary } from '../form/scope-summary';

/** What was done: a key was created, or its secret was replaced. */
export type Delivery =
  | { occasion: 'created' }
  /** the hint of the secret that was replaced */
  | { occasion: 'rotated'; replaced: string };

/**
 * A message for the colleague who uses the key, without its secret. It has the state of the key at
 * the time `now`. A secret that someone has written into a field of the key is shortened to its
 * hint.
 */
export function deliveryNote(
  key: ApiKey,
  delivery: Delivery,
  { t, formats, now }: { t: TFunction; formats: Formats; now: number },
): string {
  const moment = (instant: string) =>
    t('dialogs.note.moment', {
      local: formats.moment(Date.parse(instant)),
      utc: instant.slice(0, 16).replace('T', ' '),
    });
  const { name, integration, hint, expiresAt, graceUntil } = key;
  const status = statusOf(key, now);
  const old = (): string => {
    if (delivery.occasion === 'created') return '';
    const words = { hint: delivery.replaced };
    return graceUntil !== undefined && Date.parse(graceUntil) > now
      ? t('dialogs.note.oldUntil', { ...words, when: moment(graceUntil) })
      : t('dialogs.note.oldEnded', words);
  };
  const lines = [
    t(`dialogs.note.${delivery.occasion}`, { name: oneLine(name), hint }),
    integration !== '' && t('dialogs.note.integration', { integration: oneLine(integration) }),
    scopeSummary(key.scopes, t, formats),
    expiresAt === null
      ? t('dialogs.note.noExpiry')
      : t('dialogs.note.expires', { when: moment(expiresAt) }),
    status.state === 'inactive' && t(`dialogs.note.${status.reason}`),
    old(),
    t('dialogs.note.variable', {
      variable: variableNameOf({
        integration: withoutSecrets(integration),
        name: withoutSecrets(name),
      }),
    }),
    t('dialogs.note.noSecret'),
  ];
  return withoutSecrets(lines.filter((line) => line !== false && line !== '').join('\n'));
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const withoutSecrets = (text: string): string => text.replaceAll(SECRET_TEXT, hintOf);
