import { describe, expect, it } from 'vitest';
import { hashSecret } from '../../../../../electron/keys/secret';
import { SECRET_USAGE_SETTING, secretUsesOf } from '../../../../../shared/keys/secret-usage-schema';
import { ok } from '../../../../../shared/lib/result';
import { newKey, valueOf } from '../../../../support/sample-keys';
import { syncApp } from '../../../../support/sync-app';
import { testEndpoint } from '../../../../support/sync-client';

const HOUR = 60 * 60_000;
const START = Date.parse('2026-11-23T09:12:00.000Z');

const at = (hours: number) => new Date(START + hours * HOUR).toISOString();

/** An app in sync with its endpoint, with a key whose secret was just rotated. */
async function rotatedApp() {
  const clock = { now: START };
  const endpoint = await testEndpoint();
  const app = await syncApp({ now: () => clock.now });
  const made = valueOf(await app.apiKeys.create(newKey({ name: 'Zoho' })));
  const { id } = made.apiKey;
  await app.connect(endpoint);
  const rotated = valueOf(await app.apiKeys.rotate(id, 'day'));
  const use = (secret: string, hours: number) =>
    endpoint.recordUse(id, START + hours * HOUR, hashSecret(secret));
  const syncAt = async (hours: number) => {
    clock.now = START + hours * HOUR;
    await app.run();
  };
  const usage = () => valueOf(app.apiKeys.usage(id));
  const setting = () => app.session.vault?.settings.get(SECRET_USAGE_SETTING);
  return { app, endpoint, id, made, rotated, use, syncAt, usage, setting };
}

describe('the use of each secret, as an endpoint reports it', () => {
  it('is told to the page without hashes, while the grace period runs', async () => {
    const { app, made, rotated, use, syncAt, usage } = await rotatedApp();
    use(made.secret, 1);
    use(rotated.secret, 2);
    use(rotated.secret, 3);
    await syncAt(7);
    expect(usage()?.secrets).toEqual({
      present: { firstUsedAt: at(2), lastUsedAt: at(3) },
      previous: { firstUsedAt: at(1), lastUsedAt: at(1) },
    });
    expect(JSON.stringify(usage())).not.toMatch(/[0-9a-f]{64}/);
    const { id, graceUntil } = rotated.apiKey;
    valueOf(await app.apiKeys.endGrace(id, graceUntil!));
    expect(usage()?.secrets).toBeUndefined();
  });

  it('is unknown for a key whose secrets are not those of the report', async () => {
    const { app, made, use, syncAt, id, setting, usage } = await rotatedApp();
    use(made.secret, 1);
    await syncAt(7);
    expect(usage()?.secrets).toMatchObject({ present: null, previous: { firstUsedAt: at(1) } });
    const { record } = app.session.vault?.keys.get(id) ?? {};
    const other = { hash: 'a'.repeat(64), validUntil: at(20) };
    expect(secretUsesOf(setting(), { ...record!, previousSecret: other })).toBeNull();
    expect(secretUsesOf('of a newer app', record!)).toBeNull();
  });

  it('is dropped when the grace period is over', async () => {
    const { rotated, use, syncAt, usage, setting } = await rotatedApp();
    use(rotated.secret, 2);
    await syncAt(7);
    expect(setting()).toBeDefined();
    use(rotated.secret, 26);
    await syncAt(27);
    expect(setting()).toBeUndefined();
    expect(usage()?.secrets).toBeUndefined();
  });

  it('is not known when the endpoint does not tell secrets apart', async () => {
    const { endpoint, id, syncAt, usage, setting } = await rotatedApp();
    endpoint.recordUse(id, START + HOUR);
    await syncAt(7);
    expect(usage()?.counts.at(-1)).toBe(1);
    expect(usage()).not.toHaveProperty('secrets');
    expect(setting()).toBeUndefined();
  });

  it('leaves a stored value that it cannot read as it is', async () => {
    const { app, rotated, use, syncAt, usage, setting } = await rotatedApp();
    const value = { of: 'a newer version' };
    valueOf(
      await app.session.vault!.commit(() =>
        ok([
          {
            event: 'setting.changed',
            keyId: null,
            change: { name: SECRET_USAGE_SETTING, value },
          },
        ]),
      ),
    );
    use(rotated.secret, 2);
    await syncAt(7);
    expect(setting()).toEqual(value);
    expect(usage()?.secrets).toBeUndefined();
  });
});
