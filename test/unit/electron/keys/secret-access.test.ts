import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ApiKeys } from '../../../../electron/keys/api-keys';
import type { SecretAccessOptions } from '../../../../electron/keys/secret-access';
import { SecretAccess } from '../../../../electron/keys/secret-access';
import { REVEAL_MS } from '../../../../shared/keys/secret-times';
import { ok } from '../../../../shared/lib/result';
import {
  failureOf,
  forgetfulVault,
  keyId,
  newKey,
  storedKey,
  valueOf,
} from '../../../support/sample-keys';
import type { TestSession } from '../../../support/test-vault';
import {
  PASSPHRASE,
  createdVault,
  sessionOn,
  temporaryDirectory,
} from '../../../support/test-vault';

const by = (passphrase: string) => ({ method: 'passphrase', passphrase }) as const;

const accessTo = ({ session, clock }: TestSession, options: Partial<SecretAccessOptions> = {}) => {
  const copied: string[] = [];
  const tested: string[] = [];
  const secrets = new SecretAccess({
    vault: () => session.vault,
    now: () => clock.now,
    confirm: (proof) => session.confirm(proof),
    copy: async (secret) => {
      copied.push(secret);
      return clock.now + 30_000;
    },
    test: async (secret, scope) => {
      tested.push(scope === undefined ? secret : `${secret} ${scope}`);
      return ok({ verdict: 'VALID' as const });
    },
    ...options,
  });
  return { secrets, copied, tested };
};

async function bench() {
  const directory = join(await temporaryDirectory(), 'vault');
  const made = await createdVault(directory);
  const apiKeys = new ApiKeys({
    vault: () => made.session.vault,
    now: () => made.clock.now,
    onChange: () => undefined,
  });
  const { apiKey, secret } = valueOf(await apiKeys.create(newKey()));
  return { ...made, ...accessTo(made), apiKeys, directory, id: apiKey.id, secret };
}

describe('revealing a secret', () => {
  it('takes the passphrase, and returns when to hide it', async () => {
    const { secrets, id, secret, clock } = await bench();
    expect(valueOf(await secrets.reveal(id, by(PASSPHRASE)))).toEqual({
      secret,
      hideAt: clock.now + REVEAL_MS,
    });
  });

  it('takes the recovery code as well, for a user without the passphrase', async () => {
    const { secrets, id, secret, recoveryCode } = await bench();
    const proof = { method: 'recovery-code', code: recoveryCode } as const;
    expect(valueOf(await secrets.reveal(id, proof)).secret).toBe(secret);
    const wrong = { ...proof, code: 'ABCD-'.repeat(8) };
    expect(failureOf(await secrets.copy(id, wrong))).toMatchObject({ code: 'wrong-recovery-code' });
  });

  it('is cancelled when the user cancels while the proof is verified', async () => {
    const { secrets, id, copied } = await bench();
    const revealing = secrets.reveal(id, by(PASSPHRASE));
    const copying = secrets.copy(id, by(PASSPHRASE));
    secrets.conceal(id);
    expect(failureOf(await revealing)).toEqual({ code: 'reveal-not-allowed' });
    expect(failureOf(await copying)).toEqual({ code: 'reveal-not-allowed' });
    expect(copied).toEqual([]);
  });

  it('is cancelled when the page is reloaded meanwhile: the new page has proved nothing', async () => {
    const { secrets, id, copied } = await bench();
    const revealing = secrets.reveal(id, by(PASSPHRASE));
    secrets.concealAll();
    expect(failureOf(await revealing)).toEqual({ code: 'reveal-not-allowed' });
    expect(failureOf(await secrets.copy(id, null))).toEqual({ code: 'reveal-not-allowed' });
    expect(copied).toEqual([]);
    valueOf(await secrets.reveal(id, by(PASSPHRASE)));
  });

  it('is cancelled when the page is reloaded while it is recorded', async () => {
    const made = await bench();
    const commit = made.session.vault!.commit.bind(made.session.vault);
    made.session.vault!.commit = async (prepare) => {
      const committed = await commit(prepare);
      made.secrets.concealAll();
      return committed;
    };
    const refused = { code: 'reveal-not-allowed' };
    expect(failureOf(await made.secrets.reveal(made.id, by(PASSPHRASE)))).toEqual(refused);
    expect(failureOf(await made.secrets.copy(made.id, null))).toEqual(refused);
  });

  it('does not start for a new key when the page that created it is gone', async () => {
    const { secrets, id } = await bench();
    const show = secrets.toShow();
    secrets.concealAll();
    show(id);
    expect(failureOf(await secrets.copy(id, null))).toEqual({ code: 'reveal-not-allowed' });
    secrets.toShow()(id);
    valueOf(await secrets.copy(id, null));
  });

  it('refuses a wrong passphrase', async () => {
    const { secrets, id } = await bench();
    expect(failureOf(await secrets.reveal(id, by('not the passphrase')))).toMatchObject({
      code: 'wrong-passphrase',
    });
    expect(failureOf(await secrets.copy(id, null))).toEqual({ code: 'reveal-not-allowed' });
  });

  it('is recorded before the secret is returned', async () => {
    const { secrets, id, session } = await bench();
    const recorded: unknown[] = [];
    const vault = session.vault;
    if (!vault) throw new Error('locked');
    const commit = vault.commit.bind(vault);
    vault.commit = async (prepare) => {
      const committed = await commit(prepare);
      recorded.push(...valueOf(committed));
      return committed;
    };
    valueOf(await secrets.reveal(id, by(PASSPHRASE)));
    valueOf(await secrets.copy(id, by(PASSPHRASE)));
    expect(recorded).toMatchObject([
      { event: 'secret.revealed', keyId: id, actor: 'tester' },
      { event: 'secret.copied', keyId: id },
    ]);
  });
});

describe('copying a secret', () => {
  it('takes the passphrase, and returns the clearing time, not the secret', async () => {
    const { secrets, id, secret, copied, clock } = await bench();
    expect(valueOf(await secrets.copy(id, by(PASSPHRASE)))).toEqual({
      clearsAt: clock.now + 30_000,
    });
    expect(copied).toEqual([secret]);
  });

  it('needs no proof while the secret is on screen: 30 seconds, and not one millisecond more', async () => {
    const { secrets, id, clock } = await bench();
    valueOf(await secrets.reveal(id, by(PASSPHRASE)));
    clock.now += REVEAL_MS - 1;
    valueOf(await secrets.copy(id, null));
    clock.now += 1;
    expect(failureOf(await secrets.copy(id, null))).toEqual({ code: 'reveal-not-allowed' });
  });

  it('needs no proof for a new key until the user closes it', async () => {
    const { secrets, id, clock } = await bench();
    expect(failureOf(await secrets.copy(id, null))).toEqual({ code: 'reveal-not-allowed' });
    secrets.show(id);
    clock.now += 24 * 3_600_000;
    valueOf(await secrets.copy(id, null));
    secrets.conceal(id);
    expect(failureOf(await secrets.copy(id, null))).toEqual({ code: 'reveal-not-allowed' });
  });

  it('allows only what is on screen, and nothing after a lock', async () => {
    const { secrets, id, apiKeys } = await bench();
    const other = valueOf(await apiKeys.create(newKey({ name: 'Other' }))).apiKey.id;
    secrets.show(id);
    expect(failureOf(await secrets.copy(other, null))).toEqual({ code: 'reveal-not-allowed' });
    secrets.concealAll();
    expect(failureOf(await secrets.copy(id, null))).toEqual({ code: 'reveal-not-allowed' });
  });
});

describe('a secret that cannot be read', () => {
  it('has a specific failure: locked, no such key, not stored here', async () => {
    const { secrets, id, session } = await bench();
    const key = storedKey(1);
    const arrival = { event: 'key.created', keyId: keyId(1), change: key } as const;
    valueOf((await session.vault?.commit(() => ok([arrival]))) ?? ok([]));
    expect(failureOf(await secrets.reveal(keyId(1), by(PASSPHRASE)))).toEqual({
      code: 'secret-not-stored',
    });
    expect(failureOf(await secrets.copy(keyId(2), by(PASSPHRASE)))).toEqual({
      code: 'key-not-found',
    });
    await session.lock();
    expect(failureOf(await secrets.reveal(id, by(PASSPHRASE)))).toEqual({ code: 'vault-locked' });
  });

  it('stays closed when the vault is locked while the passphrase is verified', async () => {
    const { secrets, id, session } = await bench();
    const revealing = secrets.reveal(id, by(PASSPHRASE));
    await session.lock();
    expect(failureOf(await revealing)).toEqual({ code: 'vault-locked' });
  });

  it.each(['checked', 'recorded'])(
    'stays closed when locking begins while the proof is %s: a vault that is still being written has its data key',
    async (moment) => {
      const made = await bench();
      const { vault } = made.session;
      if (!vault) throw new Error('locked');
      let isLocking = false;
      const lockingAfter = async <T>(work: Promise<T>, at: string): Promise<T> => {
        const done = await work;
        if (at === moment) isLocking = true;
        return done;
      };
      const commit = vault.commit.bind(vault);
      vault.commit = (prepare) => lockingAfter(commit(prepare), 'recorded');
      const { secrets, copied } = accessTo(made, {
        vault: () => (isLocking ? null : vault),
        confirm: (proof) => lockingAfter(made.session.confirm(proof), 'checked'),
      });
      expect(failureOf(await secrets.copy(made.id, by(PASSPHRASE)))).toEqual({
        code: 'vault-locked',
      });
      expect(isLocking).toBe(true);
      expect(copied).toEqual([]);
    },
  );

  it('leaves no record of a key that is deleted while the passphrase is verified', async () => {
    const { secrets, id, apiKeys, directory } = await bench();
    const activity = () => readFile(join(directory, 'activity.jsonl'));
    const revealing = secrets.reveal(id, by(PASSPHRASE));
    valueOf(await apiKeys.delete([id]));
    const before = await activity();
    expect(failureOf(await revealing)).toEqual({ code: 'key-not-found' });
    expect(await activity()).toEqual(before);
  });

  it('is not read when the read cannot be recorded', async () => {
    const { secrets, id, copied, directory } = await bench();
    await writeFile(join(directory, 'activity.jsonl'), 'something else\n');
    secrets.show(id);
    expect(failureOf(await secrets.copy(id, null))).toMatchObject({
      code: 'vault-changed-on-disk',
    });
    expect(copied).toEqual([]);
  });

  it('can be read from a read-only vault', async () => {
    const { id, secret, session, directory } = await bench();
    await session.lock();
    await writeFile(join(directory, 'activity.jsonl'), 'something else\n');
    const again = sessionOn(directory);
    valueOf(await again.session.unlock({ method: 'passphrase', passphrase: PASSPHRASE }));
    expect(again.session.vault?.isReadOnly).toBe(true);
    expect(valueOf(await accessTo(again).secrets.reveal(id, by(PASSPHRASE))).secret).toBe(secret);
  });

  it('goes to the endpoint only after a proof, which is recorded', async () => {
    const { secrets, tested, id, secret, clock } = await bench();
    const wrong = failureOf(await secrets.test(id, by('not the passphrase')));
    expect(wrong.code).toBe('wrong-passphrase');
    expect(tested).toEqual([]);
    clock.now += 60_000;
    expect(valueOf(await secrets.test(id, by(PASSPHRASE)))).toEqual({ verdict: 'VALID' });
    expect(valueOf(await secrets.test(id, by(PASSPHRASE), 'tags:read')).verdict).toBe('VALID');
    expect(tested).toEqual([secret, `${secret} tags:read`]);
  });

  it('fails when the key is deleted at the last moment', async () => {
    const sealedSecret = { nonce: '', ciphertext: '', tag: '' };
    const vault = forgetfulVault(new Map([[keyId(1), { ...storedKey(1), sealedSecret }]]));
    const secrets = new SecretAccess({
      vault: () => vault,
      now: () => 0,
      confirm: async () => ok(undefined),
      copy: async () => 0,
      test: async () => ok({ verdict: 'VALID' as const }),
    });
    expect(failureOf(await secrets.copy(keyId(1), by(PASSPHRASE)))).toEqual({
      code: 'key-not-found',
    });
  });
});

describe('a secret on screen that is replaced', () => {
  it('needs a proof before the new one is copied', async () => {
    const { secrets, apiKeys, copied, id, secret } = await bench();
    secrets.show(id);
    valueOf(await secrets.copy(id, null));
    valueOf(await apiKeys.rotate(id, 'none'));
    expect(failureOf(await secrets.copy(id, null)).code).toBe('reveal-not-allowed');
    const { secret: next } = valueOf(await secrets.reveal(id, by(PASSPHRASE)));
    valueOf(await secrets.copy(id, null));
    expect(copied).toEqual([secret, next]);
  });

  it('is not copied without a proof while its change is being written', async () => {
    const { secrets, apiKeys, copied, id } = await bench();
    secrets.show(id);
    const rotated = apiKeys.rotate(id, 'none');
    expect(failureOf(await secrets.copy(id, null)).code).toBe('reveal-not-allowed');
    valueOf(await rotated);
    expect(copied).toEqual([]);
  });
});
