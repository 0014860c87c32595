import { copyFile, cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FaultyFileSystem } from '../../../../support/faulty-file-system';
import { keysOf } from '../../../../support/small-vault';
import { newKey, valueOf } from '../../../../support/sample-keys';
import { PASSPHRASE, PROOF, sessionOn, temporaryDirectory } from '../../../../support/test-vault';
import {
  NEXT,
  codeOf,
  byPassphrase,
  byCode,
  KEYCHAIN,
  CHANGES,
  securityOf,
  lived,
  openedWith,
} from '../credential-changes';

describe('a merge of two versions with keyslot changes on both sides', () => {
  it.each(['here', 'there'])('keeps every revocation when the last change is %s', async (last) => {
    const app = await lived();
    const { directory, session, recoveryCode, keychain, clock } = app;
    await session.lock();
    const there = join(await temporaryDirectory(), 'vault');
    await cp(directory, there, { recursive: true });
    valueOf(await session.unlock(PROOF));
    const other = sessionOn(there, { keychain });
    valueOf(await other.session.unlock(PROOF));
    for (const name of ['Fourth', 'Fifth', 'Sixth']) {
      valueOf(await keysOf(last === 'here' ? app : other).create(newKey({ name })));
    }
    const code = await CHANGES['recovery code'].make(securityOf(other));
    await CHANGES.keychain.make(securityOf(other));
    await CHANGES.passphrase.make(securityOf(app));
    await other.session.lock();
    for (const name of ['vault.json', 'activity.jsonl']) {
      await copyFile(join(there, name), join(directory, name));
    }
    valueOf(await session.merge());
    await session.lock();
    for (const old of [PROOF, byCode(recoveryCode), KEYCHAIN]) {
      expect(codeOf(await session.unlock(old))).toMatch(/^wrong-|^keychain-unavailable$/);
      clock.now += 60_000;
    }
    for (const given of [byPassphrase(NEXT), code]) {
      valueOf(await session.unlock(given));
      expect(await session.state()).toEqual({ kind: 'unlocked', notice: null });
      await session.lock();
    }
  });
});

describe('a merge with an older pair of files that cannot write the keyslots', () => {
  it('leaves a file marked as outdated, and can be retried', async () => {
    const faulty = new FaultyFileSystem();
    const app = await lived(faulty);
    const { directory, session, clock, keychain } = app;
    const files = ['vault.json', 'activity.jsonl'];
    const older = await Promise.all(files.map((name) => readFile(join(directory, name))));
    await CHANGES.passphrase.make(securityOf(app));
    for (const [index, name] of files.entries()) {
      await writeFile(join(directory, name), older[index] ?? '');
    }
    let renames = 0;
    faulty.breakWhere(({ name, path }) => {
      if (name !== 'rename' || !/\/\.ownchat-[0-9a-f]+\.tmp$/.test(path)) return null;
      renames += 1;
      return renames === 1 ? 'EIO' : null;
    });
    expect(codeOf(await session.merge())).toBe('write-failed');
    const copy = await openedWith(
      directory,
      await readFile(join(directory, 'vault.json')),
      byPassphrase(PASSPHRASE),
    );
    expect(await copy.session.state()).toMatchObject({ notice: { kind: 'older-ways-in' } });
    faulty.mend();
    valueOf(await session.merge());
    await session.lock();
    const other = sessionOn(directory, { keychain, clock });
    expect(codeOf(await other.session.unlock(byPassphrase(PASSPHRASE)))).toBe('wrong-passphrase');
    valueOf(await other.session.unlock(byPassphrase(NEXT)));
    expect(await other.session.state()).toEqual({ kind: 'unlocked', notice: null });
  });
});
