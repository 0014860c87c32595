import type { reminderRequests } from '../../shared/contract/reminders';
import { instantSchema } from '../../shared/keys/api-key';
import { fail, ok } from '../../shared/lib/result';
import type { FeatureModule } from '../lib/feature-module';
import { t } from '../lib/messages';
import { putOff, readPutOff } from './put-off';
import { ReminderWatch } from './reminder-watch';
import type { RemindersVault } from './reminders-vault';

interface Around {
  vault: () => RemindersVault | null;
  now: () => number;
  /** Shows a notification. @returns whether it was shown */
  notify: (title: string, body: string) => boolean;
  memory: {
    recall(name: 'expiryToldAt'): unknown;
    remember(name: 'expiryToldAt', value: unknown): void;
  };
}

/** Reminders of keys that expire, and of secrets that must be rotated. */
export function remindersModule(around: Around): FeatureModule<typeof reminderRequests> {
  const { vault, now, notify, memory } = around;
  /** A time in the future comes from a clock that was wrong, and would suppress all reminders. */
  const toldAt = (): string | null => {
    const parsed = instantSchema.safeParse(memory.recall('expiryToldAt'));
    return parsed.success && Date.parse(parsed.data) <= now() ? parsed.data : null;
  };
  const remember = () => memory.remember('expiryToldAt', new Date(now()).toISOString());
  const watch = new ReminderWatch({
    vault,
    now,
    toldAt: () => {
      const at = toldAt();
      return at === null ? null : Date.parse(at);
    },
    tell: (count) => {
      const title = t('main:notifications.reminders.title', { count });
      if (notify(title, t('main:notifications.reminders.sentence'))) remember();
    },
  });
  return {
    onUnlocked: () => watch.start(),
    onLocking: () => watch.stop(),
    handlers: {
      'reminders:state': () => {
        const open = vault();
        if (!open) return fail({ code: 'vault-locked' });
        return ok({ putOff: readPutOff(open), toldAt: toldAt() });
      },
      'reminders:tell': () => {
        if (!vault()) return fail({ code: 'vault-locked' });
        const before = toldAt();
        remember();
        return ok({ toldAt: before });
      },
      'reminders:put-off': ({ putOff: more }) => {
        const open = vault();
        return open ? putOff(open, more) : fail({ code: 'vault-locked' });
      },
    },
  };
}
