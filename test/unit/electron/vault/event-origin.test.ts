import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ActivityReading } from '../../../../electron/activity/activity-reading';
import { realFileSystem } from '../../../../electron/platform/disk/file-system';
import { ImportSession } from '../../../../electron/transfer/import-session';
import { hashSecret, isSecret } from '../../../../electron/keys/secret';
import { changesBetween } from '../../../../electron/vault/state/diff-keys';
import { readExport } from '../../../../electron/vault/transfer/export-file';
import type { VaultSession } from '../../../../electron/vault/session/vault-session';
import type { ActivityEntry, ActivityFilter } from '../../../../shared/activity/activity';
import { NO_ACTIVITY_FILTER } from '../../../../shared/activity/activity';
import { newKey, valueOf } from '../../../support/sample-keys';
import { keysOf } from '../../../support/small-vault';
import { syncApp } from '../../../support/sync-app';
import { recordsOf, syncClient, testEndpoint } from '../../../support/sync-client';
import { createdVault, PASSPHRASE, temporaryDirectory } from '../../../support/test-vault';

/** The activity page's entries, newest first. */
async function shown(
  session: VaultSession,
  filter: Partial<ActivityFilter> = {},
): Promise<ActivityEntry[]> {
  const reading = new ActivityReading({ vault: () => session.vault, onProgress: () => undefined });
  return valueOf(await reading.page(null, { ...NO_ACTIVITY_FILTER, ...filter }, 0)).entries;
}

const originsOf = (entries: readonly ActivityEntry[], event: ActivityEntry['event']) =>
  entries.filter((entry) => entry.event === event).map(({ origin }) => origin);

describe('the origin of a change', () => {
  it("is the window for the user's changes, the creation included", async () => {
    const made = await createdVault(join(await temporaryDirectory(), 'vault'));
    valueOf(await keysOf(made).create(newKey()));
    expect((await shown(made.session)).map(({ origin }) => origin)).toEqual(['window', 'window']);
  });

  it('is the command line in a headless run', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const { session } = await createdVault(directory, { origin: 'command line' });
    await session.lock();
    valueOf(await session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    expect(originsOf(await shown(session), 'vault.unlocked')).toEqual(['command line']);
  });

  it('is the import for all keys of a file and for its summary event', async () => {
    const directory = await temporaryDirectory();
    const { session, clock } = await createdVault(join(directory, 'vault'));
    const desk = new ImportSession({
      fs: realFileSystem,
      vault: () => session.vault,
      now: () => clock.now,
      isSecret,
      hashSecret,
      changesBetween,
      readSealed: (bytes) => readExport(bytes, session),
      mayHold: async () => true,
      onOpened: () => undefined,
    });
    await writeFile(join(directory, 'keys.csv'), 'Name\nZoho\nHubSpot\n');
    valueOf(await desk.importFile(join(directory, 'keys.csv')));
    const defaults = { environment: 'live', scopes: ['tags:read'] } as const;
    const rows = valueOf(
      await desk.map({ name: 0 }, { ...defaults, scopes: [...defaults.scopes] }),
    );
    valueOf(await desk.apply(rows.map(({ index }) => ({ index, choice: 'add' }))));
    const entries = await shown(session);
    expect(originsOf(entries, 'key.created')).toEqual(['import', 'import']);
    expect(originsOf(entries, 'keys.imported')).toEqual(['import']);
  });

  it('is the endpoint for changes by sync, and the window for decisions about them', async () => {
    const endpoint = await testEndpoint();
    const [a, b] = [await syncClient(endpoint), await syncClient(endpoint)];
    valueOf(await a.apiKeys.create(newKey({ name: 'Zoho' })));
    await a.sync();
    await b.sync();
    const entries = await shown(b.place.session, { events: ['key.created', 'sync.agreed'] });
    expect(entries.length).toBeGreaterThan(0);
    expect(new Set(entries.map(({ origin }) => origin))).toEqual(new Set(['endpoint']));
    const [id = ''] = Object.keys(recordsOf(b));
    valueOf(await b.apiKeys.setEnabled([id], false));
    expect(originsOf(await shown(b.place.session), 'key.updated')).toEqual(['window']);
  });

  it("does not depend on the actor's name: changes of a user named like an endpoint are synced", async () => {
    const endpoint = await testEndpoint();
    const app = await syncApp({ actor: `endpoint ${new URL(endpoint.url).host}` });
    await app.connect(endpoint);
    expect(app.state().nextAt).toBeGreaterThan(Date.now() + 60_000);
    valueOf(await app.apiKeys.create(newKey({ name: 'Zoho' })));
    // A local change is sent soon; an endpoint's would wait for the next regular sync.
    expect(app.state().nextAt).toBeLessThan(Date.now() + 60_000);
    const entries = await shown(app.session, { origins: ['endpoint'], events: ['key.created'] });
    expect(entries).toEqual([]);
    expect(originsOf(await shown(app.session), 'key.created')).toEqual(['window']);
  });

  it('is unknown for older events, which still open', async () => {
    const { session } = await createdVault(join(await temporaryDirectory(), 'vault'));
    const vault = session.vault!;
    valueOf(
      await vault.exclusively(({ writer }) =>
        writer.append([
          {
            at: '2026-11-22T09:12:00.000Z',
            actor: 'endpoint x',
            event: 'vault.locked',
            keyId: null,
            change: null,
          },
        ]),
      ),
    );
    await session.lock();
    valueOf(await session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    expect(session.vault?.isReadOnly).toBe(false);
    const old = await shown(session, { origins: ['unknown'] });
    expect(old).toMatchObject([{ actor: 'endpoint x', origin: null }]);
    expect((await shown(session, { origins: ['endpoint'] })).length).toBe(0);
    expect((await shown(session, { origins: ['window'] })).length).toBe(3);
  });
});
