import { execFileSync } from 'node:child_process';
import { appendFile, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FileSystem } from '../../../../electron/platform/disk/file-system';
import { realFileSystem } from '../../../../electron/platform/disk/file-system';
import { ImportSession } from '../../../../electron/transfer/import-session';
import { generateSecret, hashSecret, isSecret } from '../../../../electron/keys/secret';
import { changesBetween } from '../../../../electron/vault/state/diff-keys';
import { readExport } from '../../../../electron/vault/transfer/export-file';
import { loadGuesser } from '../../../../electron/vault/keyslots/passphrase-guesser';
import type { VaultSession } from '../../../../electron/vault/session/vault-session';
import { VaultExport } from '../../../../electron/vault/transfer/export-vault';
import { passphraseSlot } from '../../../../electron/vault/keyslots/keyslots';
import { encodeVaultFile } from '../../../../electron/vault/format/snapshot-file';
import { CredentialChanges } from '../../../../electron/vault/operations/change-credentials';
import type { ImportCandidate, ImportChoice } from '../../../../shared/transfer/transfer';
import { CHEAP_COST } from '../../../support/cheap-cost';
import { FaultyFileSystem } from '../../../support/faulty-file-system';
import { failureOf, newKey, valueOf } from '../../../support/sample-keys';
import { keysOf } from '../../../support/small-vault';
import type { TestSession } from '../../../support/test-vault';
import {
  PASSPHRASE,
  acceptAnyPassphrase,
  createdVault,
  noKeychain,
  temporaryDirectory,
} from '../../../support/test-vault';
import { VAULT_ID, someFile } from '../../../support/vault-parts';

const LIVE = { environment: 'live', scopes: [] } as const;
const DEFAULTS = { ...LIVE, scopes: [...LIVE.scopes] };
const FILE_PASSPHRASE = 'a passphrase of the file';

let rate: Awaited<ReturnType<typeof loadGuesser>>;
beforeAll(async () => {
  rate = await loadGuesser();
});

function deskOn({ session, clock }: TestSession): ImportSession {
  return new ImportSession({
    fs: realFileSystem,
    vault: () => session.vault,
    now: () => clock.now,
    isSecret,
    hashSecret,
    changesBetween,
    readSealed: (bytes) => readExport(bytes, session),
    mayHold: async () => session.vault !== null || session.isAbsent(),
    onOpened: () => undefined,
  });
}

async function placeWith(names: readonly string[] = [], fs = realFileSystem) {
  const directory = await temporaryDirectory();
  const made = await createdVault(join(directory, 'vault'), { fs });
  for (const name of names) valueOf(await keysOf(made).create(newKey({ name })));
  const file = async (name: string, content: string | Buffer): Promise<string> => {
    await writeFile(join(directory, name), content);
    return join(directory, name);
  };
  const records = () =>
    new Map([...made.session.vault!.keys.values()].map((key) => [key.record.name, key]));
  return { ...made, directory, desk: deskOn(made), file, records };
}

const choicesFor = (candidates: readonly ImportCandidate[], choice?: ImportChoice) =>
  candidates.map(({ index, choices }) => ({ index, choice: choice ?? choices[0] ?? 'skip' }));

describe('a plain file', () => {
  it('becomes keys by the chosen mapping, with a problem for each invalid row', async () => {
    const { desk, file, records, session } = await placeWith(['Taken']);
    const secret = generateSecret('test');
    const path = await file(
      'keys.csv',
      [
        'name,scopes,expires,status,secret,note',
        `Zoho,"contacts:write, tags:read",2027-01-31,active,${secret},hello`,
        'Bot,galaxies:read,,,,',
        'Old,tags:read,2020-01-01,,,',
        ',tags:read,,,,',
        'taken,tags:read,,disabled,,mine',
        `Broken,tags:read,,,${secret.slice(0, -1)}${secret.endsWith('x') ? 'y' : 'x'},`,
        'Zoho,tags:read,,,,',
        'Plain,tags:read,,no,,',
      ].join('\n'),
    );
    const opened = valueOf(await desk.importFile(path));
    if (opened.kind !== 'table') throw new Error('no table');
    expect(JSON.stringify(opened)).not.toContain(secret.slice(14, 40));
    const found = valueOf(await desk.map(opened.guess, DEFAULTS));
    expect(JSON.stringify(found)).not.toContain(secret.slice(14, 40));
    expect(found.map(({ line, status }) => [line, status])).toEqual([
      [2, 'new'],
      [3, 'invalid'],
      [4, 'invalid'],
      [5, 'invalid'],
      [6, 'clash'],
      [7, 'invalid'],
      [8, 'clash'],
      [9, 'new'],
    ]);
    expect(found[1]?.problems).toEqual([
      { field: 'scopes', problem: 'unknown', value: 'galaxies:read' },
    ]);
    expect(found[2]?.problems).toEqual([
      { field: 'expiresAt', problem: 'in-the-past', value: '2020-01-01' },
    ]);
    expect(found[5]?.problems).toEqual([{ field: 'secret', problem: 'malformed' }]);
    expect(found[4]?.choices).toEqual(['skip', 'rename', 'replace']);
    expect(found[6]?.choices).toEqual(['skip', 'rename']);

    const outcome = valueOf(await desk.apply(choicesFor(found)));
    expect(outcome).toEqual({ added: 2, replaced: 0, skipped: 6 });
    const zoho = records().get('Zoho')!;
    expect(zoho.record).toMatchObject({
      environment: 'test',
      scopes: ['contacts:write', 'tags:read'],
      expiresAt: new Date(2027, 0, 31, 23, 59, 59, 999).toISOString(),
      secretHash: hashSecret(secret),
    });
    expect(valueOf(session.vault!.openSecret(zoho.record.id)).toString()).toBe(secret);
    expect(records().get('Plain')).toMatchObject({
      record: { enabled: false, hint: '' },
      sealedSecret: null,
    });
    expect(records().get('Taken')?.record.enabled).toBe(true);
    expect(desk.current).toBeNull();
    expect(failureOf(await desk.apply([])).code).toBe('import-expired');
  });

  it('replaces only the fields that it has, and never a secret it lacks', async () => {
    const { desk, file, records, session } = await placeWith(['Zoho']);
    const before = records().get('Zoho')!;
    await desk.importFile(await file('keys.json', '[{"name": "ZOHO", "note": "new"}]'));
    const found = valueOf(await desk.map({ name: 0, note: 1 }, DEFAULTS));
    // A new key needs scopes; an existing one does not.
    expect(found[0]).toMatchObject({ status: 'clash', choices: ['skip', 'replace'] });
    const again = valueOf(
      await desk.map({ name: 0, note: 1 }, { ...DEFAULTS, scopes: ['tags:read'] }),
    );
    expect(again[0]).toMatchObject({ status: 'clash', differences: ['name', 'note'] });
    valueOf(await desk.apply(choicesFor(again, 'replace')));
    const after = records().get('ZOHO')!;
    expect(after.record).toMatchObject({ note: 'new', id: before.record.id });
    expect(after.record.scopes).toEqual(before.record.scopes);
    expect(session.vault!.openSecret(after.record.id).ok).toBe(true);
  });

  it('with the secret of an existing key is that key, whatever its name', async () => {
    const place = await placeWith();
    const made = valueOf(await keysOf(place).create(newKey({ name: 'Mine' })));
    const path = await place.file('k.csv', `name,secret,scopes\nOther,${made.secret},tags:read\n`);
    await place.desk.importFile(path);
    const found = valueOf(await place.desk.map({ name: 0, secret: 1, scopes: 2 }, DEFAULTS));
    expect(found[0]).toMatchObject({ status: 'differs', choices: ['skip', 'replace'] });
  });

  it('gives renamed keys free names', async () => {
    const { desk, file, records } = await placeWith(['Zoho', 'zoho (2)']);
    const rows = 'name,scopes\nZOHO,tags:read\nZoho,tags:read\n';
    await desk.importFile(await file('k.csv', rows));
    const found = valueOf(await desk.map({ name: 0, scopes: 1 }, DEFAULTS));
    valueOf(await desk.apply(choicesFor(found, 'rename')));
    expect([...records().keys()].toSorted()).toEqual(['ZOHO (3)', 'Zoho', 'Zoho (4)', 'zoho (2)']);
  });

  it('that is refused leaves the previous file open, and reports file and line', async () => {
    const { desk, file, directory } = await placeWith();
    valueOf(await desk.importFile(await file('good.csv', 'name\nA\n')));
    const refused = failureOf(await desk.importFile(await file('bad.csv', 'name\nA\nB,C\n')));
    expect(refused).toEqual({
      code: 'import-refused',
      fileName: 'bad.csv',
      problem: 'not-csv',
      line: 3,
    });
    expect(desk.current?.fileName).toBe('good.csv');
    const problemOf = async (path: string) => failureOf(await desk.importFile(path));
    expect(await problemOf(join(directory, 'none.csv'))).toMatchObject({ problem: 'unreadable' });
    const pipe = join(directory, 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    const toDevice = join(directory, 'device.csv');
    await symlink('/dev/zero', toDevice);
    for (const path of [directory, '/dev/zero', pipe, toDevice]) {
      expect(await problemOf(path)).toMatchObject({ problem: 'not-a-file' });
    }
    const toLarge = join(directory, 'link.csv');
    await symlink(join(directory, 'large.csv'), toLarge);
    const large = await file('large.csv', '');
    await truncate(large, 128 * 1024 * 1024 + 1);
    expect(await problemOf(large)).toMatchObject({ problem: 'too-large' });
    expect(await problemOf(toLarge)).toMatchObject({ problem: 'too-large' });
    const sealed = join(directory, 'sparse.ownchat-vault');
    await writeFile(sealed, '');
    await truncate(sealed, 2 ** 40);
    expect(await problemOf(sealed)).toMatchObject({ problem: 'too-large' });
  });

  it('needs an open vault', async () => {
    const { desk, file, session } = await placeWith();
    valueOf(await desk.importFile(await file('k.csv', 'name\nA\n')));
    await session.lock();
    expect(failureOf(await desk.map({ name: 0 }, DEFAULTS)).code).toBe('vault-locked');
    expect(failureOf(await desk.apply([])).code).toBe('vault-locked');
    expect(failureOf(await desk.unseal('x')).code).toBe('vault-locked');
  });
});

describe('an export', () => {
  async function exported(
    withSecrets: boolean,
    options: { fs?: FileSystem; choose?: (session: VaultSession) => Promise<unknown> } = {},
  ) {
    const from = await placeWith(['Zoho', 'Bot'], options.fs);
    const path = join(from.directory, 'keys.ownchat-vault');
    const { choose } = options;
    const exporter = new VaultExport({
      environment: from.environment,
      vault: () => from.session.vault,
      confirm: (proof) => from.session.confirm(proof),
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: async (text) => rate(text),
      chooseTarget: async () => ((await choose?.(from.session)) === null ? null : path),
    });
    const save = (
      proof: Parameters<typeof exporter.save>[0]['proof'],
      passphrase = FILE_PASSPHRASE,
    ) => exporter.save({ passphrase, withSecrets, proof });
    const proof = withSecrets ? ({ method: 'passphrase', passphrase: PASSPHRASE } as const) : null;
    return { from, path, save, proof };
  }

  it('transfers everything to another vault, secrets and ids too', async () => {
    const { from, path, save, proof } = await exported(true);
    expect(valueOf(await save(proof))).toEqual({ path, keys: 2 });
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain('Zoho');
    const to = await placeWith(['bot']);
    expect(valueOf(await to.desk.importFile(path))).toEqual({
      kind: 'sealed',
      fileName: 'keys.ownchat-vault',
    });
    expect(failureOf(await to.desk.unseal('not it')).code).toBe('wrong-passphrase');
    const found = valueOf(await to.desk.unseal(FILE_PASSPHRASE));
    expect(found.map(({ name, status }) => [name, status])).toEqual([
      ['Zoho', 'new'],
      ['Bot', 'clash'],
    ]);
    valueOf(
      await to.desk.apply([
        { index: 0, choice: 'add' },
        { index: 1, choice: 'rename' },
      ]),
    );
    const mine = from.records().get('Zoho')!.record;
    expect(to.records().get('Zoho')?.record).toEqual(mine);
    expect(to.records().has('Bot (2)')).toBe(true);
    expect(valueOf(to.session.vault!.openSecret(mine.id)).toString()).toBe(
      valueOf(from.session.vault!.openSecret(mine.id)).toString(),
    );
    valueOf(await to.desk.importFile(path));
    const again = valueOf(await to.desk.unseal(FILE_PASSPHRASE));
    expect(again[0]).toMatchObject({ status: 'same', choices: ['skip'] });
  });

  it('without secrets has none, and needs no proof', async () => {
    const { path, save } = await exported(false);
    valueOf(await save(null));
    const to = await placeWith();
    valueOf(await to.desk.importFile(path));
    const found = valueOf(await to.desk.unseal(FILE_PASSPHRASE));
    expect(found.map(({ hasSecret }) => hasSecret)).toEqual([false, false]);
    valueOf(await to.desk.apply(choicesFor(found)));
    expect(to.records().get('Zoho')?.sealedSecret).toBeNull();
  });

  it("with secrets needs the vault's passphrase, and its own of sufficient strength", async () => {
    const { save, path } = await exported(true);
    expect(failureOf(await save(null)).code).toBe('reveal-not-allowed');
    const wrong = { method: 'passphrase', passphrase: 'not it at all' } as const;
    expect(failureOf(await save(wrong)).code).toBe('wrong-passphrase');
    expect(failureOf(await save(null, 'short')).code).toBe('passphrase-too-short');
    await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([true, false])(
    'is given no passphrase that a guessing program would find soon, with secrets: %s',
    async (withSecrets) => {
      const { save, proof, path } = await exported(withSecrets);
      for (const weak of ['password1234', 'aaaaaaaaaaaa', 'ownchat keys']) {
        expect(failureOf(await save(proof, weak)).code).toBe('passphrase-too-weak');
      }
      await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
      valueOf(await save(proof));
    },
  );

  it('is not made when the vault is locked before or during the dialog, nor when cancelled', async () => {
    const locks = await exported(false, { choose: (session) => session.lock() });
    expect(failureOf(await locks.save(null))).toEqual({ code: 'vault-locked' });
    expect(failureOf(await locks.save(null))).toEqual({ code: 'vault-locked' });
    const none = await exported(false, { choose: async () => null });
    const { sequence } = none.from.session.vault!.activity.end;
    expect(valueOf(await none.save(null))).toBeNull();
    expect(none.from.session.vault!.activity.end.sequence).toBe(sequence);
    for (const { path } of [locks, none]) {
      await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
    }
  });

  it('is not made when it cannot be recorded or written, which is reported', async () => {
    for (const name of ['datasync', 'sync']) {
      const faulty = new FaultyFileSystem();
      const { path, save } = await exported(false, { fs: faulty.fs });
      faulty.breakWhere((call) => (call.name === name ? 'ENOSPC' : null));
      expect(failureOf(await save(null)), name).toMatchObject({
        code: 'write-failed',
        problem: 'disk-full',
      });
      faulty.mend();
      await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
      expect(valueOf(await save(null))).toEqual({ path, keys: 2 });
    }
  });

  it('can be made of a read-only vault', async () => {
    const { from, path, save, proof } = await exported(true);
    await from.session.lock();
    await appendFile(join(from.directory, 'vault', 'activity.jsonl'), 'damaged\n');
    valueOf(await from.session.unlock(proof!));
    expect(from.session.vault!.isReadOnly).toBe(true);
    expect(valueOf(await save(proof))).toEqual({ path, keys: 2 });
    const to = await placeWith();
    valueOf(await to.desk.importFile(path));
    const found = valueOf(await to.desk.unseal(FILE_PASSPHRASE));
    expect(found.map(({ name, hasSecret }) => [name, hasSecret])).toEqual([
      ['Zoho', true],
      ['Bot', true],
    ]);
  });

  it('may be a vault file itself, which opens with its passphrase, whatever its other keyslots', async () => {
    const from = await placeWith(['Zoho']);
    const security = new CredentialChanges({
      session: from.session,
      keychain: noKeychain,
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: acceptAnyPassphrase,
    });
    const proof = { method: 'passphrase', passphrase: PASSPHRASE } as const;
    // The recovery slot is the first one from then on.
    valueOf(await security.changePassphrase(proof, FILE_PASSPHRASE));
    valueOf(await from.session.vault!.snapshot());
    await from.session.lock();
    const to = await placeWith();
    const path = await to.file(
      'copy.ownchat-vault',
      await readFile(join(from.directory, 'vault', 'vault.json')),
    );
    valueOf(await to.desk.importFile(path));
    expect(failureOf(await to.desk.unseal(PASSPHRASE)).code).toBe('wrong-passphrase');
    const found = valueOf(await to.desk.unseal(FILE_PASSPHRASE));
    expect(found.map(({ name, hasSecret }) => [name, hasSecret])).toEqual([['Zoho', true]]);
  });

  it('is not made of a vault that is locked meanwhile: it would be empty', async () => {
    const { from, path, save, proof } = await exported(true);
    const vault = from.session.vault!;
    const commit = vault.commit.bind(vault);
    vault.commit = async (prepare) => {
      const committed = await commit(prepare);
      vault.commit = commit;
      await from.session.lock();
      return committed;
    };
    expect(failureOf(await save(proof)).code).toBe('vault-locked');
    await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('that is closed before its keys are stored is not stored without its secrets', async () => {
    const { path, save, proof } = await exported(true);
    valueOf(await save(proof));
    const to = await placeWith();
    valueOf(await to.desk.importFile(path));
    const found = valueOf(await to.desk.unseal(FILE_PASSPHRASE));
    const snapshot = to.session.vault!.snapshot();
    const applying = to.desk.apply(choicesFor(found));
    to.desk.cancel();
    expect(failureOf(await applying)).toEqual({ code: 'import-expired' });
    valueOf(await snapshot);
    expect(to.records().size).toBe(0);
  });

  it('is not kept when the vault is locked during the dialog or the read', async () => {
    const { path, save } = await exported(false);
    valueOf(await save(null));
    const to = await placeWith();
    const importing = to.desk.importFile(path);
    await to.session.lock();
    expect(failureOf(await importing)).toEqual({ code: 'vault-locked' });
    expect(to.desk.current).toBeNull();
  });

  it('that is damaged is refused with the specific fault', async () => {
    const { path, save, proof } = await exported(true);
    valueOf(await save(proof));
    const good = await readFile(path);
    const to = await placeWith();
    const problemOf = async (bytes: Buffer) => {
      await writeFile(path, bytes);
      const read = await to.desk.importFile(path);
      if (!read.ok) return 'problem' in read.failure ? read.failure.problem : read.failure.code;
      const opened = await to.desk.unseal(FILE_PASSPHRASE);
      return opened.ok
        ? 'ok'
        : 'problem' in opened.failure
          ? opened.failure.problem
          : opened.failure.code;
    };
    expect(await problemOf(good)).toBe('ok');
    expect(await problemOf(good.subarray(0, -3))).toBe('truncated');
    const text = good.toString();
    expect(await problemOf(Buffer.from(text.replace('"version":2', '"version":9')))).toBe(
      'newer-version',
    );
    const at = text.lastIndexOf('"ciphertext":"') + 20;
    const other = text[at] === 'A' ? 'B' : 'A';
    expect(await problemOf(Buffer.from(text.slice(0, at) + other + text.slice(at + 1)))).toBe(
      'altered',
    );
    expect(await problemOf(Buffer.from(text.replace('"slots"', '"slotz"')))).toBe('altered');
    const slot = await passphraseSlot(Buffer.alloc(32, 7), VAULT_ID, FILE_PASSPHRASE, CHEAP_COST);
    const weak = { ...slot, kdf: { ...slot.kdf, iterations: 1 } };
    expect(await problemOf(encodeVaultFile(someFile({}, [weak])))).toBe('unsafe');
    expect(await problemOf(Buffer.from('name\nZoho\n'))).toBe('truncated');
  });
});
