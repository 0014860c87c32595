import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ApiKeys } from '../../../electron/keys/api-keys';
import type { NewApiKey } from '../../../shared/api-key';
import { PASSPHRASE, createdVault, sessionOn, temporaryDirectory } from '../../support/test-vault';
import type { TestSession } from '../../support/test-vault';

const NEW_KEY: NewApiKey = {
  name: 'CRM sync (Zoho)',
  integration: 'Zoho CRM',
  note: '',
  environment: 'live',
  scopes: ['contacts:write', 'conversations:read'],
  expiresAt: null,
  allowedIps: [],
};

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
    const made = await keysOf(first).create(NEW_KEY);
    expect(made.ok).toBe(true);
    await first.session.lock();
    expect(first.session.vault).toBeNull();
    expect(first.states.map((state) => state.kind)).toEqual(['unlocked', 'locked']);

    const again = sessionOn(directory);
    expect(await again.session.unlock({ method: 'passphrase', passphrase: PASSPHRASE })).toEqual({
      ok: true,
      value: undefined,
    });
    const listed = keysOf(again).list();
    expect(listed.ok && listed.value.keys.map((key) => key.name)).toEqual(['CRM sync (Zoho)']);
  });

  it('keeps directory and files to the user alone, and nothing readable in them', async () => {
    const directory = join(await temporaryDirectory(), 'vault');
    const vault = await createdVault(directory);
    const made = await keysOf(vault).create(NEW_KEY);
    await vault.session.lock();
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    for (const name of ['vault.json', 'activity.jsonl']) {
      expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600);
      const text = await readFile(join(directory, name), 'utf8');
      expect(text).not.toContain('Zoho');
      expect(text).not.toContain(made.ok && made.value.secret);
    }
    expect(await readdir(directory)).toEqual(['activity.jsonl', 'backups', 'vault.json']);
  });

  it('opens with the recovery code, however it is typed', async () => {
    const directory = await temporaryDirectory();
    const { session, recoveryCode } = await createdVault(directory);
    await session.lock();
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ');
    expect((await session.unlock({ method: 'recovery-code', code: typed })).ok).toBe(true);
  });
});
