import { z } from 'zod';
import { putOffSchema } from '../../shared/reminders/reminder-schema';
import type { PutOff } from '../../shared/reminders/reminders';
import { withPutOff } from '../../shared/reminders/reminders';
import type { Result } from '../../shared/lib/result';
import { ok } from '../../shared/lib/result';
import type { RemindersVault } from './reminders-vault';

/** Name of the sealed setting. */
const SETTING = 'reminders-put-off';

/** The reminders that were put off. An invalid one is ignored. */
export function readPutOff({ settings }: Pick<RemindersVault, 'settings'>): PutOff[] {
  const stored = settings.get(SETTING);
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((each) => {
    const parsed = putOffSchema.safeParse(each);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Adds to the list; entries of keys that are gone are dropped. */
export async function putOff(
  vault: RemindersVault,
  more: readonly PutOff[],
): Promise<Result<PutOff[]>> {
  const committed = await vault.commit(() => {
    const list = withPutOff(readPutOff(vault), more).filter(({ keyId }) => vault.keys.has(keyId));
    const value = z.json().parse(list);
    return ok([{ event: 'setting.changed', keyId: null, change: { name: SETTING, value } }]);
  });
  return committed.ok ? ok(readPutOff(vault)) : committed;
}
