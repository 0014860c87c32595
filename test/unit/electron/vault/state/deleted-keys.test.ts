import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VaultContent } from '../../../../../electron/vault/state/vault-content';
import { ApiKeys } from '../../../../../electron/keys/api-keys';
import { keyId, newKey, storedKey, valueOf } from '../../../../support/sample-keys';
import {
  createdVault,
  PASSPHRASE,
  sessionOn,
  temporaryDirectory,
} from '../../../../support/test-vault';
import { AT, createdEvent, deletedEvent } from '../../../../support/vault-parts';

const DAY_MS = 24 * 3_600_000;

describe('deleted keys', () => {
  it('are kept with the time of the deletion, and no longer when the key is there again', () => {
    const content = new VaultContent({ keys: [storedKey(1), storedKey(2)] });
    content.apply(deletedEvent(3, storedKey(1)));
    expect([...content.deleted.values()]).toEqual([{ ...storedKey(1), deletedAt: AT }]);
    expect([...content.keys.keys()]).toEqual([keyId(2)]);
    expect(new VaultContent(content.toBody()).deleted).toEqual(content.deleted);
    content.apply(createdEvent(4, storedKey(1)));
    expect(content.deleted.size).toBe(0);
    expect(content.keys.size).toBe(2);
  });

  it('are dropped after 30 days, and not before', () => {
    const content = new VaultContent({ keys: [storedKey(1)] });
    content.apply(deletedEvent(2, storedKey(1)));
    content.dropEnded(Date.parse(AT) + 30 * DAY_MS - 1);
    expect(content.deleted.size).toBe(1);
    content.dropEnded(Date.parse(AT) + 30 * DAY_MS);
    expect(content.deleted.size).toBe(0);
    expect(content.toBody()).not.toHaveProperty('deleted');
  });

  it('are removed from the file at the first lock after the 30 days, even without another change', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const first = await createdVault(directory);
    const keys = new ApiKeys({
      vault: () => first.session.vault,
      now: () => first.clock.now,
      onChange: () => undefined,
    });
    const { apiKey } = valueOf(await keys.create(newKey()));
    valueOf(await keys.delete([apiKey.id]));
    expect([...first.session.vault!.deleted.keys()]).toEqual([apiKey.id]);
    await first.session.lock();

    const later = sessionOn(directory);
    later.clock.now = first.clock.now + 29 * DAY_MS;
    const unlock = { method: 'passphrase' as const, passphrase: PASSPHRASE };
    valueOf(await later.session.unlock(unlock));
    expect(later.session.vault!.deleted.size).toBe(1);
    await later.session.lock();

    later.clock.now += DAY_MS;
    valueOf(await later.session.unlock(unlock));
    expect(later.session.vault!.deleted.size).toBe(0);
    await later.session.lock();

    later.clock.now = first.clock.now;
    valueOf(await later.session.unlock(unlock));
    expect(later.session.vault!.deleted.size).toBe(0);
    await later.session.lock();
  });
});
