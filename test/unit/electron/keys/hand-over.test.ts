import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  Decrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { HandOver } from '../../../../electron/keys/hand-over';
import { generateSecret } from '../../../../electron/keys/secret';
import { SecretAccess } from '../../../../electron/keys/secret-access';
import { fail, ok } from '../../../../shared/lib/result';
import type { Result } from '../../../../shared/lib/result';
import { failureOf, newKey, valueOf } from '../../../support/sample-keys';
import { keysOf } from '../../../support/small-vault';
import { createdVault, PASSPHRASE, temporaryDirectory } from '../../../support/test-vault';

const PROOF = { method: 'passphrase', passphrase: PASSPHRASE } as const;

async function desk({ name = 'Zoho', isCancelled = false } = {}) {
  const folder = await temporaryDirectory();
  const opened = await createdVault(join(folder, 'vault'));
  const { session } = opened;
  const keys = keysOf(opened);
  const made = valueOf(await keys.create(newKey({ name })));
  const files = new Map<string, Uint8Array>();
  const suggested: string[] = [];
  const state = {
    proof: ok(undefined) as Result<void>,
    written: ok(undefined) as Result<void>,
    whileChoosing: async (): Promise<unknown> => undefined,
  };
  const handOver = new HandOver({
    secrets: new SecretAccess({
      vault: () => session.vault,
      now: () => Date.now(),
      confirm: async () => state.proof,
      copy: async () => 0,
      test: async () => fail({ code: 'unexpected' }),
    }),
    nameOf: (id) => session.vault?.keys.get(id)?.record.name,
    chooseTarget: async (fileName) => {
      suggested.push(fileName);
      await state.whileChoosing();
      return isCancelled ? null : join(folder, fileName);
    },
    write: async (path, bytes) => {
      if (state.written.ok) files.set(path, bytes);
      return state.written;
    },
  });
  const events = async () => {
    const found: { event: string; change: unknown }[] = [];
    await session.vault?.activity.walk({
      onEvents: (more) => {
        found.push(...more.map(({ event, change }) => ({ event, change })));
      },
    });
    return found.filter(({ event }) => event.startsWith('secret.'));
  };
  const { apiKey, secret } = made;
  return {
    handOver,
    keys,
    session,
    id: apiKey.id,
    secret,
    files,
    suggested,
    events,
    state,
    folder,
  };
}

describe('handing over a secret', () => {
  it('writes a file that only the generated passphrase opens, another one each time', async () => {
    const { handOver, id, secret, files, events } = await desk();
    const passphrases = new Set<string>();
    for (const _ of [1, 2]) {
      const saved = valueOf(await handOver.save({ id, proof: PROOF, recipient: null }));
      const file = files.get(saved?.path ?? '');
      if (!file || !saved?.passphrase) throw new Error('nothing was saved');
      expect(Buffer.from(file).toString('latin1')).not.toContain(secret.slice(10, 20));
      expect(saved.passphrase).toMatch(/^([0-9a-z]{4}-){5}[0-9a-z]{4}$/);
      passphrases.add(saved.passphrase);
      const decrypter = new Decrypter();
      decrypter.addPassphrase(saved.passphrase);
      expect(await decrypter.decrypt(file, 'text')).toBe(`${secret}\n`);
      const wrong = new Decrypter();
      wrong.addPassphrase(saved.passphrase.toUpperCase());
      await expect(wrong.decrypt(file)).rejects.toThrow();
    }
    expect(passphrases.size).toBe(2);
    const recorded = { event: 'secret.handed-over', change: { recipient: null } };
    expect(await events()).toEqual([recorded, recorded]);
    expect(JSON.stringify(await events())).not.toContain([...passphrases][0]);
  });

  it.each([
    ['X25519', generateX25519Identity],
    ['post-quantum', generateHybridIdentity],
  ])('writes a file for a recipient: %s', async (_, generate) => {
    const { handOver, id, secret, files, events } = await desk();
    const identity = await generate();
    const recipient = await identityToRecipient(identity);
    const saved = valueOf(await handOver.save({ id, proof: PROOF, recipient }));
    expect(saved?.passphrase).toBeNull();
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    expect(await decrypter.decrypt(files.get(saved?.path ?? '')!, 'text')).toBe(`${secret}\n`);
    expect(await events()).toEqual([{ event: 'secret.handed-over', change: { recipient } }]);
  });

  it.each(['', 'age1', 'age1x', 'ssh-ed25519 AAAA', 'AGE-SECRET-KEY-1X', ' age1', 'age1\n'])(
    'refuses a recipient that is none, before anything is recorded: %j',
    async (recipient) => {
      const { handOver, id, events, suggested } = await desk();
      const answer = await handOver.save({ id, proof: PROOF, recipient });
      expect(failureOf(answer).code).toBe('recipient-invalid');
      expect(suggested).toEqual([]);
      expect(await events()).toEqual([]);
    },
  );

  it('asks for no file after a wrong proof, and records nothing when the person cancels', async () => {
    const { handOver, id, events, suggested, state } = await desk({ isCancelled: true });
    expect(valueOf(await handOver.save({ id, proof: PROOF, recipient: null }))).toBeNull();
    expect(suggested).toEqual(['Zoho.age']);
    state.proof = fail({ code: 'wrong-passphrase', retryAfterMs: 0 });
    const refused = await handOver.save({ id, proof: PROOF, recipient: null });
    expect(failureOf(refused).code).toBe('wrong-passphrase');
    expect(suggested).toHaveLength(1);
    expect(await events()).toEqual([]);
  });

  it('writes nothing when the key was deleted, or the vault locked, while a file was chosen', async () => {
    for (const [code, does] of [
      ['key-not-found', ({ keys, id }) => keys.delete([id])],
      ['vault-locked', ({ session }) => session.lock()],
    ] satisfies [string, (world: Awaited<ReturnType<typeof desk>>) => Promise<unknown>][]) {
      const world = await desk();
      world.state.whileChoosing = () => does(world);
      const answer = await world.handOver.save({ id: world.id, proof: PROOF, recipient: null });
      expect(failureOf(answer).code).toBe(code);
      expect(world.suggested).toEqual(['Zoho.age']);
      expect(world.files.size).toBe(0);
    }
  });

  it('says when the file was not written', async () => {
    const { handOver, id, state, files } = await desk();
    const failure = {
      code: 'write-failed',
      path: 'x',
      problem: 'disk-full',
      reason: 'ENOSPC',
    } as const;
    state.written = fail(failure);
    const answer = await handOver.save({ id, proof: PROOF, recipient: null });
    expect(failureOf(answer)).toEqual(failure);
    expect(files.size).toBe(0);
  });

  it('refuses a recipient that nothing can be encrypted to, before anything is recorded', async () => {
    const { handOver, id, events, suggested } = await desk();
    // Its point is zero.
    const recipient = 'age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z';
    const answer = await handOver.save({ id, proof: PROOF, recipient });
    expect(failureOf(answer).code).toBe('recipient-invalid');
    expect(suggested).toEqual([]);
    expect(await events()).toEqual([]);
  });

  it('suggests no file name with a secret in it', async () => {
    const secret = generateSecret('live');
    const { handOver, id, suggested } = await desk({ name: secret });
    await handOver.save({ id, proof: PROOF, recipient: null });
    expect(suggested).toEqual(['ock_live_[removed].age']);
  });

  it('suggests a file name that every system accepts', async () => {
    const { handOver, id, suggested } = await desk({ name: 'a/b: "c"' });
    await handOver.save({ id, proof: PROOF, recipient: null });
    expect(suggested).toEqual(['a-b- -c-.age']);
  });
});

const hasAge = spawnSync('age', ['--version']).status === 0;

describe.skipIf(!hasAge)('the age program', () => {
  it('opens a file for a recipient', async () => {
    const { handOver, id, secret, files, folder } = await desk();
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const saved = valueOf(await handOver.save({ id, proof: PROOF, recipient }));
    const [file, key] = [join(folder, 'file.age'), join(folder, 'key.txt')];
    await writeFile(file, files.get(saved?.path ?? '')!);
    await writeFile(key, identity);
    const opened = spawnSync('age', ['--decrypt', '-i', key, file]);
    expect(opened.stdout.toString()).toBe(`${secret}\n`);
    expect((await readFile(file)).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  });
});
