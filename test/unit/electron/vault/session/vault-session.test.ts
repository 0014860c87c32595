import { chmod, cp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ApiKeys } from '../../../../../electron/keys/api-keys';
import { realFileSystem } from '../../../../../electron/platform/disk/file-system';
import { generateRecoveryCode } from '../../../../../electron/vault/crypto/recovery-code';
import { CredentialChanges } from '../../../../../electron/vault/operations/change-credentials';
import { ok } from '../../../../../shared/lib/result';
import { CHEAP_COST } from '../../../../support/cheap-cost';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { directoryContents } from '../../../../support/directory-contents';
import { failureOf, newKey, valueOf } from '../../../../support/sample-keys';
import type { TestSession } from '../../../../support/test-vault';
import {
  PASSPHRASE,
  PROOF,
  acceptAnyPassphrase,
  createdVault,
  fakeKeychain,
  noKeychain,
  sessionOn,
  temporaryDirectory,
} from '../../../../support/test-vault';

const keysOf = ({ session, clock }: TestSession): ApiKeys =>
  new ApiKeys({ vault: () => session.vault, now: () => clock.now, onChange: () => undefined });

describe('the vault session', () => {
  it('goes from absent over first run to unlocked, locked and unlocked again, and keeps the keys', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const first = sessionOn(directory);
    expect(await first.session.state()).toEqual({ kind: 'absent', canUseKeychain: false });
    const created = await first.session.create(PASSPHRASE, false);
    expect(created.ok).toBe(true);
    expect(await first.session.state()).toMatchObject({ kind: 'absent' });
    expect(await first.session.confirmRecoveryCode()).toEqual({ ok: true, value: undefined });
    const made = await keysOf(first).create(newKey());
    expect(made.ok).toBe(true);
    await first.session.lock();
    expect(first.session.vault).toBeNull();
    expect(first.states.map((state) => state.kind)).toEqual(['unlocked', 'locked']);

    const again = sessionOn(directory);
    expect(await again.session.unlock({ method: 'passphrase', passphrase: PASSPHRASE })).toEqual({
      ok: true,
      value: undefined,
    });
    const listed = await keysOf(again).list();
    expect(listed.ok && listed.value.keys.map((key) => key.name)).toEqual(['CRM sync (Zoho)']);
  });

  it.runIf(process.platform !== 'win32')(
    'restricts a restored folder to the user, and opens where that fails',
    async () => {
      const directory = join(await temporaryDirectory(), 'vault');
      const faulty = new FaultyFileSystem();
      const { session } = await createdVault(directory, { fs: faulty.fs });
      await session.lock();
      await chmod(directory, 0o755);
      faulty.breakWhere(({ name }) => (name === 'chmod' ? 'EPERM' : null));
      const way = { method: 'passphrase', passphrase: PASSPHRASE } as const;
      expect(await session.unlock(way)).toMatchObject({ ok: true });
      expect((await stat(directory)).mode & 0o777).toBe(0o755);
      await session.lock();
      faulty.mend();
      expect(await session.unlock(way)).toMatchObject({ ok: true });
      expect((await stat(directory)).mode & 0o777).toBe(0o700);
    },
  );

  it('keeps directory and files to the user alone, and nothing readable in them', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const vault = await createdVault(directory);
    const made = await keysOf(vault).create(newKey());
    await vault.session.lock();
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    for (const name of ['vault.json', 'activity.jsonl']) {
      expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600);
      const text = await readFile(join(directory, name), 'utf8');
      expect(text).not.toContain('Zoho CRM');
      expect(text).not.toContain(made.ok && made.value.secret);
    }
    expect(await readdir(directory)).toEqual(['activity.jsonl', 'backups', 'vault.json']);
  });
});

describe('the state', () => {
  it('is absent for an empty directory, and says whether a keychain is available', async () => {
    const { session } = sessionOn(await temporaryDirectory(), { keychain: fakeKeychain() });
    expect(await session.state()).toEqual({ kind: 'absent', canUseKeychain: true });
    expect(failureOf(await session.unlock({ method: 'keychain' }))).toEqual({
      code: 'vault-absent',
    });
    const directory = join(await temporaryDirectory(), 'vault');
    expect(await sessionOn(directory).session.isAbsent()).toBe(true);
    const made = await createdVault(directory);
    expect(await made.session.isAbsent()).toBe(false);
    await made.session.lock();
    expect(await made.session.isAbsent()).toBe(false);
  });

  it('is locked until an unlock, and reveals nothing of the content', async () => {
    const directory = await temporaryDirectory();
    const { session, clock } = await createdVault(directory, { keychain: fakeKeychain() });
    expect(await session.state()).toEqual({ kind: 'unlocked', notice: null });
    const at = new Date(clock.now).toISOString();
    await session.lock();
    expect(await session.state()).toEqual({
      kind: 'locked',
      hasKeychainSlot: true,
      lastOpenedAt: at,
    });
    expect(
      failureOf(await session.confirm({ method: 'passphrase', passphrase: PASSPHRASE })),
    ).toEqual({
      code: 'vault-locked',
    });
  });

  it('is damaged, with a specific failure, when the vault is missing, truncated, altered, too new or unreadable', async () => {
    const directory = await temporaryDirectory();
    const vault = await createdVault(directory);
    valueOf(await keysOf(vault).create(newKey()));
    await vault.session.lock();
    const path = join(directory, 'vault.json');
    const good = await readFile(path, 'utf8');
    const cases: [string | null, string][] = [
      [good.slice(0, -1), 'vault-truncated'],
      ['', 'vault-truncated'],
      [good.replace('"version":2', '"version":7'), 'vault-newer-version'],
      [good.replace('passphrase', 'passphrasf'), 'vault-altered'],
      [null, 'vault-missing'],
    ];
    for (const [content, code] of cases) {
      if (content === null) await rm(path);
      else await writeFile(path, content);
      const before = await directoryContents(directory);
      const { session } = sessionOn(directory);
      expect(await session.state()).toMatchObject({ kind: 'damaged', failure: { code, path } });
      const way = { method: 'passphrase', passphrase: PASSPHRASE } as const;
      expect(failureOf(await session.unlock(way))).toMatchObject({ code });
      expect(failureOf(await session.create(PASSPHRASE, false))).toEqual({ code: 'vault-exists' });
      expect(await directoryContents(directory)).toEqual(before);
    }
    for (const name of ['stat', 'readdir']) {
      const faulty = new FaultyFileSystem();
      faulty.breakWhere((call) => (call.name === name ? 'EACCES' : null));
      const { session } = sessionOn(directory, { fs: faulty.fs });
      expect(await session.state()).toMatchObject({
        kind: 'damaged',
        failure: { code: 'vault-unreadable', reason: 'EACCES' },
      });
    }
  });

  it('does not report a bug as a failure', async () => {
    const directory = await temporaryDirectory();
    const fs = {
      ...realFileSystem,
      readdir: (async () => {
        throw new Error('bug');
      }) as never,
    };
    await expect(sessionOn(directory, { fs }).session.state()).rejects.toThrow('bug');
  });
});

describe('the first run', () => {
  it('keeps its recovery code from creation to confirmation', async () => {
    const { session } = sessionOn(join(await temporaryDirectory(), 'vault'));
    expect(session.preparedCode).toBeNull();
    const { recoveryCode } = valueOf(await session.create(PASSPHRASE, false));
    expect(session.preparedCode).toBe(recoveryCode);
    valueOf(await session.confirmRecoveryCode());
    expect(session.preparedCode).toBeNull();
  });

  it('writes nothing before the recovery code is confirmed, and then once', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const { session } = sessionOn(directory);
    expect(failureOf(await session.confirmRecoveryCode())).toEqual({
      code: 'recovery-code-expired',
    });
    valueOf(await session.create(PASSPHRASE, false));
    const second = valueOf(await session.create('another passphrase', false));
    expect(await readdir(join(directory, '..'))).toEqual([]);
    const twice = await Promise.all([session.confirmRecoveryCode(), session.confirmRecoveryCode()]);
    expect(twice.map((result) => result.ok)).toEqual([true, false]);
    expect(await session.state()).toEqual({ kind: 'unlocked', notice: null });
    expect(failureOf(await session.create(PASSPHRASE, false))).toEqual({ code: 'vault-exists' });
    await session.lock();
    expect(
      failureOf(await session.unlock({ method: 'passphrase', passphrase: PASSPHRASE })),
    ).toEqual({ code: 'wrong-passphrase', retryAfterMs: 0 });
    valueOf(await session.unlock({ method: 'recovery-code', code: second.recoveryCode }));
    expect(await session.state()).toEqual({ kind: 'unlocked', notice: null });
  });

  it('refuses a short passphrase, and an unavailable keychain', async () => {
    const { session } = sessionOn(await temporaryDirectory());
    for (const passphrase of ['', 'short', 'nine char']) {
      expect(failureOf(await session.create(passphrase, false))).toEqual({
        code: 'passphrase-too-short',
        minimum: 10,
      });
    }
    expect(failureOf(await session.create(PASSPHRASE, true))).toEqual({
      code: 'keychain-unavailable',
    });
    valueOf(await session.create('ten chars!', false));
  });

  it('can be confirmed again after a disk error', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const faulty = new FaultyFileSystem();
    const { session } = sessionOn(directory, { fs: faulty.fs });
    valueOf(await session.create(PASSPHRASE, false));
    faulty.breakWhere((call) => (call.name === 'link' ? 'ENOSPC' : null));
    expect(failureOf(await session.confirmRecoveryCode())).toMatchObject({ problem: 'disk-full' });
    expect(await session.state()).toMatchObject({ kind: 'absent' });
    faulty.mend();
    valueOf(await session.confirmRecoveryCode());
    expect(await session.state()).toMatchObject({ kind: 'unlocked' });
  });

  it('leaves a usable vault when it cannot be read back at once', async () => {
    const faulty = new FaultyFileSystem();
    const directory = join(await temporaryDirectory(), 'vault');
    const { session } = sessionOn(directory, { fs: faulty.fs });
    valueOf(await session.create(PASSPHRASE, false));
    faulty.breakWhere((call) => (call.name === 'stat' && call.descriptor === null ? 'EIO' : null));
    expect(failureOf(await session.confirmRecoveryCode())).toMatchObject({
      code: 'vault-unreadable',
    });
    faulty.mend();
    valueOf(await session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
  });
});

describe('unlocking', () => {
  it('accepts the recovery code however it is typed, and refuses others', async () => {
    const { session, recoveryCode } = await createdVault(await temporaryDirectory());
    await session.lock();
    expect(failureOf(await session.unlock({ method: 'recovery-code', code: 'no code' }))).toEqual({
      code: 'malformed-recovery-code',
    });
    const wrong = generateRecoveryCode();
    expect(failureOf(await session.unlock({ method: 'recovery-code', code: wrong }))).toEqual({
      code: 'wrong-recovery-code',
      retryAfterMs: 0,
    });
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ');
    valueOf(await session.unlock({ method: 'recovery-code', code: typed }));
  });

  it('uses the keychain where the vault has a slot for it and it answers', async () => {
    const directory = await temporaryDirectory();
    const { session } = await createdVault(directory, { keychain: fakeKeychain() });
    await session.lock();
    const without = sessionOn(directory);
    expect(failureOf(await without.session.unlock({ method: 'keychain' }))).toEqual({
      code: 'keychain-unavailable',
    });
    const foreign = { ...fakeKeychain(), unprotect: noKeychain.unprotect };
    const other = sessionOn(directory, { keychain: foreign });
    expect(failureOf(await other.session.unlock({ method: 'keychain' }))).toEqual({
      code: 'keychain-refused',
    });
    valueOf(await session.unlock({ method: 'keychain' }));
    expect(failureOf(await session.unlock({ method: 'keychain' }))).toEqual({
      code: 'vault-not-locked',
    });
    const newest: unknown[] = [];
    await session.vault?.activity.readBack(null, ({ event, change }) => {
      newest.push(event, change);
      return false;
    });
    expect(newest).toEqual(['vault.unlocked', { method: 'keychain' }]);
  });

  it('does not use a keychain without a slot', async () => {
    const directory = await temporaryDirectory();
    await (await createdVault(directory)).session.lock();
    const { session } = sessionOn(directory, { keychain: fakeKeychain() });
    expect(failureOf(await session.unlock({ method: 'keychain' }))).toEqual({
      code: 'keychain-unavailable',
    });
  });

  it('answers a wrong passphrase with a growing delay, and changes nothing on disk', async () => {
    const directory = await temporaryDirectory();
    await (await createdVault(directory)).session.lock();
    const before = await directoryContents(directory);
    const { session, states, clock } = sessionOn(directory);
    const delays: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      const failure = failureOf(
        await session.unlock({ method: 'passphrase', passphrase: 'wrong' }),
      );
      if (failure.code !== 'wrong-passphrase') throw new Error(failure.code);
      delays.push(failure.retryAfterMs);
      clock.now += failure.retryAfterMs;
    }
    expect(delays).toEqual([0, 1_000, 2_000, 4_000, 8_000]);
    expect(await directoryContents(directory)).toEqual(before);
    expect(states).toEqual([]);
    valueOf(await session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
  });

  it('is recorded, and so is locking', async () => {
    const directory = await temporaryDirectory();
    const { session, recoveryCode } = await createdVault(directory);
    await session.lock();
    valueOf(await session.unlock({ method: 'recovery-code', code: recoveryCode }));
    await session.lock();
    const lines = (await readFile(join(directory, 'activity.jsonl'), 'utf8')).trim().split('\n');
    // vault.created, vault.locked, vault.unlocked, vault.locked
    expect(lines).toHaveLength(4);
  });

  it('succeeds, for viewing and copying, even when it cannot be recorded', async () => {
    const directory = await temporaryDirectory();
    const vault = await createdVault(directory);
    valueOf(await keysOf(vault).create(newKey()));
    await vault.session.lock();
    const faulty = new FaultyFileSystem();
    faulty.breakWhere((call) => (['write', 'datasync'].includes(call.name) ? 'ENOSPC' : null));
    const again = sessionOn(directory, { fs: faulty.fs });
    valueOf(await again.session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    expect(valueOf(await keysOf(again).list()).keys).toHaveLength(1);
  });

  it('fails when the body does not match the header', async () => {
    const directory = await temporaryDirectory();
    await (await createdVault(directory)).session.lock();
    const path = join(directory, 'vault.json');
    const file = JSON.parse(await readFile(path, 'utf8')) as { body: { ciphertext: string } };
    const bytes = Buffer.from(file.body.ciphertext, 'base64');
    bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
    file.body.ciphertext = bytes.toString('base64');
    await writeFile(path, `${JSON.stringify(file)}\n`);
    const { session } = sessionOn(directory);
    const way = { method: 'passphrase', passphrase: PASSPHRASE } as const;
    expect(failureOf(await session.unlock(way))).toEqual({ code: 'vault-altered', path });
    expect(session.vault).toBeNull();
  });
});

describe('concurrent unlocks', () => {
  it('open one vault only, by any method', async () => {
    const directory = await temporaryDirectory();
    const { session } = await createdVault(directory, { keychain: fakeKeychain() });
    await session.lock();
    const way = { method: 'passphrase', passphrase: PASSPHRASE } as const;
    const results = await Promise.all([
      session.unlock(way),
      session.unlock({ method: 'keychain' }),
      session.unlock(way),
      session.unlock({ method: 'keychain' }),
    ]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const refused of results.filter((result) => !result.ok)) {
      expect(failureOf(refused)).toEqual({ code: 'vault-not-locked' });
    }
    const vault = session.vault;
    valueOf((await vault?.commit(() => ok([]))) ?? ok([]));
    await session.lock();
    valueOf(await session.unlock(way));
    expect(await session.state()).toEqual({ kind: 'unlocked', notice: null });
  });

  it('open the file that exists at their turn, not the one from when they began', async () => {
    const keychain = fakeKeychain();
    const directory = await temporaryDirectory();
    const made = await createdVault(directory, { keychain });
    const { session } = made;
    await session.lock();
    const other = sessionOn(directory, { keychain });
    const { unprotect } = keychain;
    keychain.unprotect = async (bytes) => {
      keychain.unprotect = unprotect;
      valueOf(await other.session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
      valueOf(await keysOf(other).create(newKey({ name: 'Meanwhile' })));
      await other.session.lock();
      return unprotect(bytes);
    };
    valueOf(await session.unlock({ method: 'keychain' }));
    expect(valueOf(await keysOf(made).list()).keys.map(({ name }) => name)).toEqual(['Meanwhile']);
    valueOf(await keysOf(made).create(newKey({ name: 'Afterwards' })));
    valueOf((await session.vault?.snapshot()) ?? ok(undefined));
  });

  it('open the file that another program put in place while the keychain was asked', async () => {
    const directory = await temporaryDirectory();
    const keychain = fakeKeychain();
    const { session } = await createdVault(directory, { keychain });
    await session.lock();
    const { unprotect } = keychain;
    const whileAsked = (change: () => Promise<unknown>) => {
      keychain.unprotect = async (bytes) => {
        keychain.unprotect = unprotect;
        await change();
        return unprotect(bytes);
      };
    };
    const isFine = async (world: TestSession, keys: number) => {
      valueOf(await keysOf(world).create(newKey({ name: `Key ${keys}` })));
      expect(world.session.vault?.keys.size).toBe(keys);
      expect(world.states).not.toContainEqual(
        expect.objectContaining({ notice: expect.objectContaining({ kind: 'changed-on-disk' }) }),
      );
      await world.session.lock();
    };

    // The same content in another file, as after a restore or sync.
    const first = sessionOn(directory, { keychain });
    whileAsked(async () => {
      for (const name of ['vault.json', 'activity.jsonl']) {
        await cp(join(directory, name), join(directory, `${name}.new`));
        await rename(join(directory, `${name}.new`), join(directory, name));
      }
    });
    valueOf(await first.session.unlock({ method: 'keychain' }));
    await isFine(first, 1);

    // Another process of the app, which takes a snapshot when it locks.
    const second = sessionOn(directory, { keychain });
    whileAsked(async () => {
      const other = sessionOn(directory);
      valueOf(await other.session.unlock(PROOF));
      valueOf(await keysOf(other).create(newKey({ name: 'Key 2' })));
      await other.session.lock();
    });
    valueOf(await second.session.unlock({ method: 'keychain' }));
    await isFine(second, 3);

    // … or rotates the data key.
    const third = sessionOn(directory, { keychain });
    whileAsked(async () => {
      const other = sessionOn(directory, { keychain });
      valueOf(await other.session.unlock(PROOF));
      const security = new CredentialChanges({
        session: other.session,
        keychain,
        kdfCost: async () => CHEAP_COST,
        ratePassphrase: acceptAnyPassphrase,
      });
      valueOf(await security.prepareDataKey(PASSPHRASE));
      valueOf(await security.confirmRecoveryCode());
      await other.session.lock();
    });
    valueOf(await third.session.unlock({ method: 'keychain' }));
    await isFine(third, 4);
  });

  it('do not open a vault that was deleted during an attempt', async () => {
    const directory = await temporaryDirectory();
    const keychain = fakeKeychain();
    const { session, states } = await createdVault(directory, { keychain });
    await session.lock();
    const { unprotect } = keychain;
    keychain.unprotect = async (bytes) => {
      // During the keychain's prompt another window opens and locks the vault, and then the file is
      // deleted.
      const other = sessionOn(directory, { keychain });
      valueOf(await other.session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
      await other.session.lock();
      await rm(join(directory, 'vault.json'));
      return unprotect(bytes);
    };
    const missing = { code: 'vault-missing', path: join(directory, 'vault.json') };
    expect(failureOf(await session.unlock({ method: 'keychain' }))).toEqual(missing);
    expect(session.vault).toBeNull();
    expect(states.at(-1)).toEqual({ kind: 'damaged', failure: missing });
  });

  it('do not open over a vault that is being closed, nor one that has changed meanwhile', async () => {
    const directory = await temporaryDirectory();
    const world = await createdVault(directory, { keychain: fakeKeychain() });
    const { session } = world;
    valueOf(await keysOf(world).create(newKey({ name: 'First' })));
    const [, entered] = await Promise.all([session.lock(), session.unlock({ method: 'keychain' })]);
    // Requested before the lock was done: the vault was still open, or is open again, never both.
    if (!entered.ok) valueOf(await session.unlock({ method: 'keychain' }));
    await session.lock();

    // The KDF is slow; meanwhile another session unlocks, changes and locks the vault.
    const slow = session.unlock({ method: 'passphrase', passphrase: PASSPHRASE });
    await vi.waitFor(async () => {
      valueOf(await session.unlock({ method: 'keychain' }));
    });
    valueOf(await keysOf(world).create(newKey({ name: 'Second' })));
    await session.lock();
    const late = await slow;
    if (!late.ok) expect(late.failure.code).toMatch(/^vault-(not-)?locked$/);
    if (!late.ok) valueOf(await session.unlock({ method: 'keychain' }));
    expect(valueOf(await keysOf(world).list()).keys).toHaveLength(2);
    valueOf(await keysOf(world).create(newKey({ name: 'Third' })));
    valueOf((await session.vault?.snapshot()) ?? ok(undefined));
  });
});

describe('an unlocked vault', () => {
  it('reports a torn activity, and is read-only when the activity is broken', async () => {
    const directory = await temporaryDirectory();
    const vault = await createdVault(directory);
    valueOf(await keysOf(vault).create(newKey()));
    await vault.session.lock();
    const path = join(directory, 'activity.jsonl');
    const whole = await readFile(path);
    const way = { method: 'passphrase', passphrase: PASSPHRASE } as const;
    await writeFile(path, Buffer.concat([whole, Buffer.from('{"sequ')]));
    const torn = sessionOn(directory);
    valueOf(await torn.session.unlock(way));
    expect(torn.states).toEqual([{ kind: 'unlocked', notice: { kind: 'torn-activity' } }]);
    await torn.session.lock();
    expect(await readdir(directory)).toContain(`activity.jsonl.torn-${whole.length}`);
    await writeFile(path, 'damaged');
    const broken = sessionOn(directory);
    valueOf(await broken.session.unlock(way));
    expect(await broken.session.state()).toEqual({
      kind: 'unlocked',
      notice: { kind: 'read-only', path },
    });
    expect(failureOf(await keysOf(broken).create(newKey({ name: 'x' })))).toEqual({
      code: 'vault-read-only',
    });
    await broken.session.lock();
    expect(await readFile(path, 'utf8')).toBe('damaged');
  });

  it('asks for the passphrase again, and shares one backoff for both', async () => {
    const { session } = await createdVault(await temporaryDirectory());
    valueOf(await session.confirm({ method: 'passphrase', passphrase: PASSPHRASE }));
    expect(failureOf(await session.confirm({ method: 'passphrase', passphrase: 'wrong' }))).toEqual(
      {
        code: 'wrong-passphrase',
        retryAfterMs: 0,
      },
    );
    expect(failureOf(await session.confirm({ method: 'passphrase', passphrase: 'wrong' }))).toEqual(
      {
        code: 'wrong-passphrase',
        retryAfterMs: 1_000,
      },
    );
  });

  it('may be locked twice', async () => {
    const { session, states } = await createdVault(await temporaryDirectory());
    await Promise.all([session.lock(), session.lock()]);
    expect(states.map(({ kind }) => kind)).toEqual(['unlocked', 'locked']);
  });

  it('is reported as locked at once, although running work must end first', async () => {
    const { session, states } = await createdVault(await temporaryDirectory());
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const locking = session.lock(() => ended);
    expect(session.vault).toBeNull();
    expect(await session.state()).toMatchObject({ kind: 'locked' });
    expect(
      failureOf(await session.confirm({ method: 'passphrase', passphrase: PASSPHRASE })),
    ).toEqual({ code: 'vault-locked' });
    expect(states.map(({ kind }) => kind)).toEqual(['unlocked', 'locked']);
    end();
    await locking;
    valueOf(await session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    expect(session.vault?.keys.size).toBe(0);
  });

  it('reads a locked vault once, and again only when its file has changed', async () => {
    const directory = await temporaryDirectory();
    const { session: maker } = await createdVault(directory);
    await maker.lock();
    const path = join(directory, 'vault.json');
    const { fs, calls } = new FaultyFileSystem();
    const { session } = sessionOn(directory, { fs });
    const reads = () => calls.filter((call) => call.name === 'open' && call.path === path);
    await session.state();
    await session.state();
    expect(reads()).toHaveLength(1);
    await writeFile(path, 'damaged');
    expect(await session.state()).toMatchObject({ kind: 'damaged' });
    expect(reads()).toHaveLength(2);
  });

  it('clears the screen before it writes', async () => {
    const directory = await temporaryDirectory();
    const { fs, calls } = new FaultyFileSystem();
    const callsWhenLocked: number[] = [];
    const made = await createdVault(directory, { fs });
    valueOf(await keysOf(made).create(newKey()));
    made.states.push = (...states) => {
      callsWhenLocked.push(calls.length);
      return states.length;
    };
    const before = calls.length;
    await made.session.lock();
    expect(callsWhenLocked).toEqual([before]);
    expect(calls.length).toBeGreaterThan(before);
  });

  it('reports damage that only the data key reveals', async () => {
    const directory = await temporaryDirectory();
    const { session: maker, recoveryCode } = await createdVault(directory);
    await maker.lock();
    const path = join(directory, 'vault.json');
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      text.replace(/("ciphertext":")([^"]{8})([^"]*"[^}]*}}\n)$/, '$1AAAAAAAA$3'),
    );
    expect(await readFile(path, 'utf8')).not.toBe(text);
    const { session, states } = sessionOn(directory);
    const failure = { code: 'vault-altered', path };
    expect(
      failureOf(await session.unlock({ method: 'recovery-code', code: recoveryCode })),
    ).toEqual(failure);
    expect(states).toEqual([{ kind: 'damaged', failure }]);
  });
});

describe('asking the keychain', () => {
  it('is reported in the state, and so is a timeout', async () => {
    const keychain = fakeKeychain();
    const { session } = await createdVault(await temporaryDirectory(), { keychain });
    await session.lock();
    const told = async () => {
      const state = await session.state();
      return state.kind === 'locked' ? state.keychain : state.kind;
    };
    expect(await told()).toBeUndefined();
    let giveUp: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      keychain.unprotect = () =>
        new Promise((answer) => {
          giveUp = () => answer(null);
          resolve();
        });
    });
    const unlocking = session.unlock({ method: 'keychain' });
    await asked;
    expect(await told()).toBe('asked');
    giveUp();
    expect(failureOf(await unlocking)).toEqual({ code: 'keychain-silent' });
    expect(await told()).toBe('silent');
    valueOf(await session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    await session.lock();
    expect(await told()).toBeUndefined();
  });
});
