import '../../support/without-electron';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { answer } from '../../../electron/ipc/answer';
import { ActivityArchiving } from '../../../electron/activity/activity-archiving';
import { ActivityReading } from '../../../electron/activity/activity-reading';
import { handlersFor } from '../../../electron/ipc/handlers';
import { ImportDesk } from '../../../electron/import/import-desk';
import { OutsideFiles } from '../../../electron/import/outside-files';
import { ApiKeys } from '../../../electron/keys/api-keys';
import { hashSecret, isSecret } from '../../../electron/keys/secret';
import { KeptForm } from '../../../electron/keys/kept-form';
import { SecretAccess } from '../../../electron/keys/secret-access';
import { SyncService } from '../../../electron/sync/sync-service';
import { realFileSystem } from '../../../electron/disk/file-system';
import { Reports } from '../../../electron/reports/reports';
import { VaultSecurity } from '../../../electron/vault/vault-security';
import { PreferencesStore } from '../../../electron/settings/preferences-store';
import { changesBetween } from '../../../electron/vault/key-difference';
import { readExport } from '../../../electron/vault/key-export';
import { VaultBackups } from '../../../electron/vault/vault-backups';
import { VaultExport } from '../../../electron/vault/vault-export';
import { VaultCare } from '../../../electron/vault/vault-care';
import { Updates } from '../../../electron/updates/updates';
import type { RequestName } from '../../../shared/channels';
import { REQUESTS } from '../../../shared/channels';
import type { Vault } from '../../../electron/vault/vault';
import { ACTIVITY_EVENTS } from '../../../shared/activity';
import { contract } from '../../../shared/contract/contract';
import type { FailureCode } from '../../../shared/failure';
import { ok } from '../../../shared/result';
import { failureWords } from '../../../shared/words/en/failures';
import { keyId, newKey, valueOf } from '../../support/some-key';
import { CHEAP_COST } from '../../support/cheap-cost';
import {
  PASSPHRASE,
  anyPassphrase,
  createdVault,
  noKeychain,
  temporaryDirectory,
} from '../../support/test-vault';

/** Payloads for each request, in each of the two states: half of them of its own, half the same for all. */
const OWN_PAYLOADS = 5_000;
const COMMON_PAYLOADS = 5_000;

/** Some of the requests read or write the disk with every payload: a slow machine takes its time. */
const TIMEOUT_MS = 600_000;

/** Every code there is: the words have one entry for each, or they would not compile. */
const CODES = new Set<FailureCode>(Object.keys(failureWords) as FailureCode[]);

/** The app behind the bridge, without windows: real rules on a real vault. */
async function backEnd(isLocked: boolean) {
  const directory = join(await temporaryDirectory(), 'vault');
  const { session, clock, recoveryCode, followers, world } = await createdVault(directory);
  const vault = () => session.vault;
  // Time flies, so that wrong passphrases need not be waited for.
  const now = () => (clock.now += 60_000);
  const revisions: number[] = [];
  const apiKeys = new ApiKeys({
    vault,
    now,
    onChange: ({ revision }) => revisions.push(revision),
  });
  followers.push((events) => apiKeys.followCommit(events));
  const keptForm = new KeptForm({ vault, store: { get: () => null, set: () => undefined } });
  const secrets = new SecretAccess({
    vault,
    now,
    confirm: (proof) => {
      clock.now += 60_000;
      return session.confirm(proof);
    },
    copy: async () => now() + 30_000,
    test: (secret) => sync.verify(secret),
  });
  // Whatever is asked of the network, nobody is there.
  const sync = new SyncService({
    vault,
    fetcher: async () => {
      throw new Error('net::ERR_INTERNET_DISCONNECTED');
    },
    now,
    random: () => 0.5,
    isOnline: () => false,
    onState: () => undefined,
  });
  onTestFinished(() => sync.locking());
  const activity = new ActivityReading({ vault, onProgress: () => undefined });
  const ids: string[] = [];
  for (let number = 0; number < 3; number += 1) {
    ids.push(valueOf(await apiKeys.create(newKey({ name: `Key ${number}` }))).apiKey.id);
  }
  if (isLocked) await session.lock();
  const care = new VaultCare({ world, session, chooseFolder: async () => null });
  const handlers = handlersFor({
    // A lock or an unlock that succeeds would end the state that is to be tried: it is answered, and undone.
    session: {
      state: () => session.state(),
      create: (passphrase, useKeychain) => session.create(passphrase, useKeychain),
      confirmRecoveryCode: () => session.confirmRecoveryCode(),
      confirm: (proof) => {
        clock.now += 60_000;
        return session.confirm(proof);
      },
      merge: () => session.merge(),
      unlock: async (way) => {
        clock.now += 60_000;
        const unlocked = await session.unlock(way);
        if (unlocked.ok) await session.lock();
        return unlocked;
      },
      protection: () => session.protection(),
      acceptOlderState: () => session.acceptOlderState(),
    },
    apiKeys,
    keptForm,
    secrets,
    sync,
    care,
    reports: reportsIn(directory, vault, now),
    transfer: {
      backups: new VaultBackups(world, () => session.vault),
      exporter: new VaultExport({
        world,
        vault: () => session.vault,
        confirm: (proof) => {
          clock.now += 60_000;
          return session.confirm(proof);
        },
        kdfCost: async () => CHEAP_COST,
        chooseTarget: async () => null,
      }),
      desk: new ImportDesk({
        mayHold: async () => true,
        fs: realFileSystem,
        vault: () => session.vault,
        now,
        isSecret,
        hashSecret,
        changesBetween,
        readSealed: readExport,
        onOpened: () => undefined,
      }),
      outsideFiles: new OutsideFiles({
        desk: { isReviewed: false, importFile: async () => ok(null) },
        mayOpen: async () => !isLocked,
        isKnownKind: (path) => path.endsWith('.csv'),
        onRefused: () => undefined,
        onKept: () => undefined,
      }),
      chooseImport: async () => null,
    },
    activity,
    archiving: new ActivityArchiving({
      vault,
      archive: (before, onProgress) => session.archiveActivity(before, onProgress),
      onProgress: () => undefined,
      now,
    }),
    security: new VaultSecurity({
      session: {
        get vault() {
          return session.vault;
        },
        confirm: (proof) => {
          clock.now += 60_000;
          return session.confirm(proof);
        },
        changeDataKey: (next) => session.changeDataKey(next),
      },
      keychain: noKeychain,
      kdfCost: async () => CHEAP_COST,
      ratePassphrase: anyPassphrase,
    }),
    ratePassphrase: anyPassphrase,
    shownRecoveryCode: () => null,
    copySecret: async () => now() + 30_000,
    preferences: new PreferencesStore(directory),
    lock: async () => {
      if (isLocked) return session.lock();
      await session.vault?.snapshot();
      secrets.concealAll();
    },
    applyPreferences: () => undefined,
    showFiles: () => undefined,
    setUnsaved: () => undefined,
    quit: () => undefined,
    desktop: {
      about: () => ({
        version: '1.0.0',
        electron: '',
        chromium: '',
        node: '',
        isDevelopmentBuild: false,
        isSafeStart: false,
        hasChromiumLicences: false,
        canProtectContent: false,
      }),
      licences: async () => [],
      openChromiumLicences: () => undefined,
      takeRequests: () => [],
      updates: new Updates({
        off: 'development',
        load: () => Promise.reject(new Error('loaded')),
        publicKey: '',
        endThen: () => undefined,
        stay: () => undefined,
        onChange: () => undefined,
      }),
    },
  });
  return { handlers, ids, recoveryCode, revisions, session };
}

const HOSTILE_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  "'; DROP TABLE keys; --",
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("x")',
  '%s%n${7*7}{{7*7}}',
  'contacts:write',
  'galaxies:write',
  '2027-01-01T00:00:00.000Z',
  '2026-02-31T00:00:00.000Z',
  '::ffff:010.1.1.1',
  '10.0.0.0/8',
  'x'.repeat(10_001),
  '\u0301'.repeat(5_000),
];
/** Reports whose dialogs answer by themselves: every other file and folder is not chosen. */
function reportsIn(directory: string, vault: () => Vault | null, now: () => number): Reports {
  let asked = 0;
  const choose = async (name: string) => ((asked += 1) % 2 === 0 ? null : join(directory, name));
  return new Reports({
    vault,
    now,
    appVersion: '0.0.0',
    fs: realFileSystem,
    fontFaces: async () => '',
    print: async () => new Uint8Array(1),
    desktop: {
      chooseFile: async () => choose('report'),
      mayReplace: async () => true,
      chooseFolder: () => choose(''),
      show: () => undefined,
      open: async () => false,
    },
    onProgress: () => undefined,
    onSettingsChanged: () => undefined,
    onEnded: () => undefined,
  });
}

const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const deep = fc
  .integer({ min: 10, max: 2_000 })
  .map((depth) =>
    Array.from({ length: depth }).reduce<unknown>((inner) => ({ ids: [inner] }), 'bottom'),
  );

const notJson = fc.constantFrom<unknown>(
  undefined,
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  10n ** 30n,
  new Date(Number.NaN),
  new Map([['id', 1]]),
  new Set([1]),
  new Uint8Array(1_000),
  Symbol('id'),
  () => undefined,
  new Error('id'),
  Object.create(null),
  JSON.parse('{"__proto__": {"ids": ["x"]}, "constructor": {"prototype": {}}}'),
);

const anything = fc.oneof(
  { weight: 6, arbitrary: fc.anything({ maxDepth: 2, withNullPrototype: true }) },
  { weight: 2, arbitrary: hostileText },
  { weight: 2, arbitrary: notJson },
  { weight: 1, arbitrary: deep },
);
/** Made once: making them takes longer than refusing them. */
const COMMON = fc.sample(anything, COMMON_PAYLOADS);

/** What of the vault the payloads know, so that some of them are right. */
interface Known {
  ids: readonly string[];
  recoveryCode: string;
}

/** Payloads that fit the schemas, mostly: they reach the rules behind. */
function fittingFor({ ids, recoveryCode }: Known): Record<RequestName, fc.Arbitrary<unknown>> {
  const id = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ids, keyId(1)) },
    { weight: 1, arbitrary: fc.uuid({ version: 7 }) },
    { weight: 1, arbitrary: hostileText },
  );
  // Each passphrase that is really tried costs an Argon2id: these are not, and some that are stand in `SURE`.
  const passphrase = fc.constantFrom('p'.repeat(1_025), 1, null, ['p']);
  const lines = (line: fc.Arbitrary<string>) => fc.array(line, { maxLength: 4 });
  const fields = {
    name: fc.oneof(hostileText, fc.string({ minLength: 1, maxLength: 20 })),
    integration: hostileText,
    note: hostileText,
    scopes: fc.oneof(
      fc.constant(['tags:read']),
      lines(fc.oneof(fc.constant('bots:read'), hostileText)),
    ),
    expiresAt: fc.option(hostileText, { freq: 1 }),
    allowedIps: fc.oneof(fc.constant([]), lines(fc.oneof(fc.ipV4(), fc.ipV6(), hostileText))),
  };
  const nothing = fc.constant(undefined);
  const someIds = fc.array(id, { maxLength: 5 });
  const proof = fc.oneof(
    fc.record({ method: fc.constant('passphrase'), passphrase }),
    fc.record({
      method: fc.constant('recovery-code'),
      code: fc.oneof(hostileText, fc.constant(WRONG_CODE)),
    }),
  );
  const uuid = fc.oneof(fc.uuid({ version: 4 }), hostileText);
  const request = fc.record({
    kind: fc.constantFrom('inventory', 'access-review', 'risk', 'activity', 'lifecycle'),
    scope: fc.oneof(
      fc.constant({ kind: 'all' }),
      fc.record({
        kind: fc.constant('filter'),
        filter: fc.oneof(fc.constant('status:x'), hostileText),
      }),
      fc.record({
        kind: fc.constant('selection'),
        ids: fc.array(id, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({
        kind: fc.constant('selection'),
        ids: fc.array(id, { maxLength: 3 }),
        shownFor: fc.record({
          finding: fc.constantFrom(null, 'unused', 'constructor'),
          filters: fc.array(hostileText, { maxLength: 4 }),
        }),
      }),
      fc.record({ kind: fc.constant('integration'), integration: hostileText }),
    ),
    columns: fc.option(
      fc.array(fc.constantFrom('name', 'scopes', 'constructor'), { maxLength: 4 }),
    ),
    order: fc.option(
      fc.record({ column: fc.constantFrom('name', '__proto__'), descending: fc.boolean() }),
    ),
    period: fc.oneof(
      fc.record({ kind: fc.constantFrom('all', 'previous-week', 'last-12-months') }),
      fc.constant({ kind: 'between', from: '2026-02-28', to: '2026-01-01' }),
    ),
    format: fc.constantFrom('pdf', 'html', 'csv', 'json', 'ndjson', 'xlsx'),
    options: fc.record({
      paper: fc.constantFrom('a4', 'letter'),
      bom: fc.boolean(),
      delimiter: fc.constantFrom(',', ';'),
      about: fc.boolean(),
      checksum: fc.boolean(),
    }),
  });
  const newPassphrase = fc.oneof(fc.constant(PASSPHRASE), hostileText);
  const ownersProof = fc.oneof(proof, fc.constant({ method: 'recovery-code', code: recoveryCode }));
  const endpoint = fc.record({
    address: fc.oneof(
      fc.constantFrom(
        'https://keys.example/v1/buckets/ownchat/collections/api-keys',
        'http://keys.example/v1/buckets/ownchat/collections/api-keys',
        'javascript:alert(1)',
      ),
      hostileText,
    ),
    user: hostileText,
    secret: hostileText,
    proof: ownersProof,
  });
  return {
    'vault:state': nothing,
    'vault:rate-passphrase': fc.record({ passphrase: hostileText }),
    'vault:create': fc.record({ passphrase: hostileText, useKeychain: fc.boolean() }),
    'vault:confirm-recovery-code': nothing,
    'vault:unlock': fc.oneof(
      proof,
      fc.record({ method: hostileText }),
      fc.constant({ method: 'keychain' }),
    ),
    'vault:lock': nothing,
    'vault:show-files': nothing,
    'vault:merge': nothing,
    'recovery:look': nothing,
    'recovery:find': fc.oneof(proof, fc.constant({ method: 'recovery-code', code: recoveryCode })),
    'recovery:use': nothing,
    'recovery:forget': nothing,
    'recovery:save-files': nothing,
    'recovery:repair': nothing,
    'backups:list': nothing,
    'backups:compare': fc.record({ name: hostileText }),
    'backups:restore': fc.record({ name: hostileText }),
    'export:save': fc.record({
      passphrase: hostileText,
      withSecrets: fc.boolean(),
      proof: fc.option(ownersProof, { freq: 2 }),
    }),
    'import:choose': nothing,
    'import:current': nothing,
    'import:unseal': fc.record({ passphrase: hostileText }),
    'import:map': fc.record({
      mapping: fc.dictionary(
        fc.constantFrom('name', 'scopes', '__proto__', 'id'),
        fc.integer({ min: -1, max: 120 }),
      ),
      environment: fc.constantFrom('live', 'test', 'prod'),
      scopes: lines(hostileText),
    }),
    'import:apply': fc.record({
      choices: fc.array(
        fc.record({ index: fc.integer(), choice: fc.constantFrom('add', 'replace', 'rob') }),
        { maxLength: 4 },
      ),
    }),
    'import:cancel': nothing,
    'import:drop': fc.record({
      files: fc.array(fc.record({ name: hostileText, path: hostileText }), { maxLength: 2 }),
    }),
    'import:waiting': nothing,
    'import:take-refusal': nothing,
    'keys:newest': nothing,
    'keys:list': fc.record({ from: fc.integer({ min: 0, max: 10 }) }),
    'keys:usage': fc.record({ id }),
    'vault:protection': nothing,
    'vault:accept-older-state': nothing,
    'keys:create': fc.record({ ...fields, environment: fc.constantFrom('live', 'test', 'prod') }),
    'keys:update': fc.record({
      id,
      changes: fc.record({ ...fields, enabled: fc.boolean() }, { requiredKeys: [] }),
    }),
    'keys:set-enabled': fc.record({ ids: someIds, enabled: fc.boolean() }),
    'keys:delete': fc.record({ ids: someIds }),
    'keys:keep-form': fc.record(
      {
        form: fc.option(
          fc.record({
            keyId: fc.option(id),
            fields: fc.record({ name: hostileText, note: hostileText }, { requiredKeys: [] }),
          }),
        ),
        isLeaving: fc.boolean(),
      },
      { requiredKeys: ['form'] },
    ),
    'keys:kept-form': nothing,
    'keys:rotate': fc.record({ id, grace: fc.constantFrom('none', 'hour', 'day', 'week', 'year') }),
    'secrets:reveal': fc.record({ id, proof: ownersProof }),
    'secrets:test': fc.record(
      { id, proof: ownersProof, scope: hostileText },
      { requiredKeys: ['id', 'proof'] },
    ),
    'sync:state': nothing,
    'sync:test': endpoint,
    'sync:connect': endpoint,
    'sync:preview': nothing,
    'sync:begin': nothing,
    'sync:now': nothing,
    'sync:cancel': nothing,
    'sync:set-paused': fc.record({ isPaused: fc.boolean() }),
    'sync:forget': nothing,
    'sync:answer': fc.record({ answer: fc.constantFrom('compare', 'remove', 'erase') }),
    'sync:decide': fc.record({
      decisions: fc.array(
        fc.record({
          keyId: id,
          fields: fc.record(
            { name: hostileText, note: hostileText, scopes: lines(hostileText) },
            { requiredKeys: [] },
          ),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    'sync:dismiss-notices': nothing,
    'secrets:copy': fc.record({ id, proof: fc.option(ownersProof, { freq: 2 }) }),
    'secrets:conceal': fc.record({ id }),
    'reports:settings': nothing,
    'reports:change-settings': fc.record(
      {
        workspace: fc.oneof(fc.constant('Acme'), hostileText),
        saved: fc.array(fc.record({ id: uuid, name: hostileText, request }), { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
    'reports:add-schedule': fc.record({
      reportId: uuid,
      rhythm: fc.constantFrom('weekly', 'monthly', 'daily'),
    }),
    'reports:remove-schedule': fc.record({ id: uuid }),
    'reports:preview': request,
    'reports:export': request,
    'reports:cancel': nothing,
    'reports:show': nothing,
    'reports:open': nothing,
    'activity:page': fc.record({
      from: fc.option(fc.record({ sequence: fc.nat(5), offset: fc.nat(5_000), tag: hostileText }), {
        freq: 2,
      }),
      filter: fc.record({
        events: fc.subarray([...ACTIVITY_EVENTS]),
        actors: fc.subarray(['tester', 'nobody']),
        keyId: fc.option(id),
        since: fc.option(fc.constant('2026-11-23T09:12:00.000Z')),
        until: fc.option(fc.constant('2026-11-23T09:12:00.000Z')),
        query: hostileText,
      }),
      newerThan: fc.nat(5),
      archive: fc.option(hostileText, { freq: 2 }),
    }),
    'activity:verify': nothing,
    'activity:cancel-verify': nothing,
    'activity:find-old': nothing,
    'activity:archive': fc.record({ days: fc.constantFrom(30, 90, 365, 0, 1, -30) }),
    'security:status': nothing,
    'security:change-passphrase': fc.record({ proof, passphrase: newPassphrase }),
    'security:set-keychain': fc.record({ proof: ownersProof, isWanted: fc.constant(true) }),
    'security:new-recovery-code': fc.record({ proof: ownersProof }),
    'security:new-data-key': fc.record({ passphrase }),
    'security:confirm-recovery-code': nothing,
    'security:forget-recovery-code': nothing,
    'security:copy-recovery-code': nothing,
    'preferences:get': nothing,
    'preferences:set': fc.record(
      {
        theme: fc.constantFrom('dark', 'light', 'system', 'neon'),
        hideInactive: fc.boolean(),
        lockAfterMinutes: fc.constantFrom<unknown>(1, 10, 60, 0, '10'),
        protectContent: fc.constantFrom<unknown>(true, false, 'yes'),
      },
      { requiredKeys: [] },
    ),
    'app:set-unsaved': fc.record({ hasUnsaved: fc.boolean() }),
    'app:quit': nothing,
    'app:about': nothing,
    'app:licences': nothing,
    'app:open-chromium-licences': nothing,
    'app:take-requests': nothing,
    'updates:state': nothing,
    'updates:check': nothing,
    'updates:download': nothing,
    'updates:install': nothing,
  };
}

/** A payload that fits, and then one thing about it is another. */
function mutated(fitting: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(fitting, fc.nat(), anything, hostileText).map(([payload, at, value, name]) => {
    if (typeof payload !== 'object' || payload === null) return value;
    const names = Object.keys(payload);
    const key = at % 3 === 0 ? name : (names[at % Math.max(names.length, 1)] ?? name);
    const copy: Record<string, unknown> = { ...payload };
    if (at % 5 === 0) delete copy[key];
    else Object.defineProperty(copy, key, { value, enumerable: true, configurable: true });
    return copy;
  });
}

function payloadsFor(name: RequestName, known: Known): unknown[] {
  const fitting = fittingFor(known)[name];
  // Requests that take nothing have one payload that fits; a preference that fits is fsynced.
  const takesNothing = contract[name].input.safeParse(undefined).success;
  const isRarelyRight = takesNothing || name === 'preferences:set';
  const own = fc.oneof(
    { weight: 40, arbitrary: mutated(fitting) },
    { weight: isRarelyRight ? 1 : 30, arbitrary: fitting },
  );
  const sure = SURE[name]?.(known) ?? [undefined];
  return [...sure, 'not a request', ...COMMON, ...fc.sample(own, OWN_PAYLOADS)];
}

const byPassphrase = (passphrase: string) => ({ method: 'passphrase', passphrase });
const byCode = (code: string) => ({ method: 'recovery-code', code });
const WRONG_CODE = 'ABCD-'.repeat(8);

/** Payloads that lead to each of the `OUTCOMES`, whatever else is thrown; `undefined` if not said. */
const SURE: Partial<Record<RequestName, (known: Known) => unknown[]>> = {
  'vault:create': () => [{ passphrase: PASSPHRASE, useKeychain: false }],
  'vault:unlock': ({ recoveryCode }) => [
    byPassphrase(PASSPHRASE),
    byPassphrase('another passphrase'),
    ...HOSTILE_TEXTS.map(byPassphrase),
    byCode(recoveryCode),
    byCode(WRONG_CODE),
    byCode('no code'),
    { method: 'keychain' },
  ],
  'recovery:find': ({ recoveryCode }) => [byCode(recoveryCode), byCode(WRONG_CODE)],
  'keys:list': () => [{ from: 0 }, { from: 1 }, { from: Number.MAX_SAFE_INTEGER }],
  'keys:create': () => [newKey({ name: 'Sure' }), newKey({ name: '' })],
  'keys:update': ({ ids }) => [
    { id: ids[0], changes: { note: 'sure' } },
    { id: ids[0], changes: { name: '' } },
    { id: keyId(1), changes: { note: 'sure' } },
  ],
  'keys:set-enabled': ({ ids }) => [
    { ids, enabled: false },
    { ids: [keyId(1)], enabled: false },
  ],
  'keys:delete': ({ ids }) => [{ ids: [ids[0]] }, { ids: [keyId(1)] }],
  'secrets:reveal': ({ ids, recoveryCode }) => [
    { id: ids[0], proof: byCode(recoveryCode) },
    { id: ids[0], proof: byCode(WRONG_CODE) },
    { id: keyId(1), proof: byCode(recoveryCode) },
    { id: ids[0], proof: byPassphrase(PASSPHRASE) },
  ],
  'secrets:copy': ({ ids, recoveryCode }) => [
    { id: ids[0], proof: null },
    { id: ids[0], proof: byCode(recoveryCode) },
    { id: ids[0], proof: byCode(WRONG_CODE) },
    { id: keyId(1), proof: byCode(recoveryCode) },
  ],
  'secrets:conceal': ({ ids }) => [{ id: ids[0] }],
  'preferences:set': () => [{ hideInactive: true }],
  'app:set-unsaved': () => [{ hasUnsaved: true }],
};

/** What has to be among the answers, so that it is known that the payloads reach the rules; `ok` if not said. */
const OUTCOMES: Record<'locked' | 'unlocked', Partial<Record<RequestName, string[]>>> = {
  locked: {
    'vault:create': ['vault-exists'],
    'vault:confirm-recovery-code': ['recovery-code-expired'],
    'vault:unlock': [
      'ok',
      'wrong-passphrase',
      'wrong-recovery-code',
      'malformed-recovery-code',
      'keychain-unavailable',
    ],
    'vault:merge': ['vault-locked'],
    'recovery:find': ['ok', 'wrong-recovery-code'],
    'recovery:use': ['recovery-expired'],
    'recovery:repair': ['vault-not-locked'],
    'backups:compare': ['vault-locked'],
    'backups:restore': ['vault-locked'],
    'export:save': ['vault-locked', 'passphrase-too-short'],
    'import:unseal': ['vault-locked'],
    'import:map': ['vault-locked'],
    'import:apply': ['vault-locked'],
    'keys:newest': ['vault-locked'],
    'vault:protection': ['vault-locked'],
    'vault:accept-older-state': ['vault-locked'],
    'keys:list': ['vault-locked'],
    'keys:usage': ['vault-locked'],
    'keys:create': ['vault-locked'],
    'keys:update': ['vault-locked'],
    'keys:set-enabled': ['vault-locked'],
    'keys:delete': ['vault-locked'],
    'keys:rotate': ['vault-locked'],
    'keys:keep-form': ['vault-locked'],
    'keys:kept-form': ['vault-locked'],
    'secrets:reveal': ['vault-locked'],
    'secrets:copy': ['vault-locked'],
    'security:status': ['vault-locked'],
    'security:change-passphrase': ['vault-locked', 'passphrase-too-short'],
    'security:set-keychain': ['keychain-unavailable'],
    'security:new-recovery-code': ['vault-locked'],
    'security:new-data-key': ['vault-locked'],
    'security:confirm-recovery-code': ['new-code-expired'],
    'security:copy-recovery-code': ['new-code-expired'],
    'secrets:test': ['vault-locked'],
    'sync:state': ['vault-locked'],
    'sync:test': ['vault-locked'],
    'sync:connect': ['vault-locked'],
    'sync:preview': ['vault-locked'],
    'sync:begin': ['vault-locked'],
    'sync:now': ['vault-locked'],
    'sync:set-paused': ['vault-locked'],
    'sync:forget': ['vault-locked'],
    'sync:answer': ['vault-locked'],
    'sync:decide': ['vault-locked'],
    'sync:dismiss-notices': ['vault-locked'],
    'reports:settings': ['vault-locked'],
    'reports:change-settings': ['vault-locked'],
    'reports:add-schedule': ['vault-locked'],
    'reports:remove-schedule': ['vault-locked'],
    'reports:preview': ['vault-locked'],
    'reports:export': ['vault-locked'],
    'reports:show': ['report-gone'],
    'reports:open': ['report-gone'],
    'activity:page': ['vault-locked'],
    'activity:verify': ['vault-locked'],
    'activity:find-old': ['vault-locked'],
    'activity:archive': ['vault-locked'],
  },
  unlocked: {
    'vault:create': ['vault-exists'],
    'vault:confirm-recovery-code': ['recovery-code-expired'],
    'vault:unlock': ['vault-not-locked'],
    'recovery:find': ['vault-not-locked'],
    'recovery:use': ['vault-not-locked'],
    'recovery:repair': ['vault-not-locked'],
    'backups:compare': ['backup-not-found'],
    'backups:restore': ['backup-not-found'],
    'export:save': ['ok', 'passphrase-too-short', 'reveal-not-allowed', 'wrong-recovery-code'],
    'import:unseal': ['import-expired'],
    'import:map': ['import-expired'],
    'import:apply': ['import-expired'],
    'keys:create': ['ok', 'invalid-key'],
    'keys:update': ['ok', 'invalid-key', 'key-not-found'],
    'keys:set-enabled': ['ok', 'key-not-found'],
    'keys:delete': ['ok', 'key-not-found'],
    'keys:rotate': ['ok', 'key-not-found'],
    'secrets:reveal': ['ok', 'wrong-recovery-code', 'key-not-found'],
    'secrets:test': ['sync-not-set-up', 'wrong-recovery-code', 'key-not-found'],
    'security:change-passphrase': ['passphrase-too-short', 'wrong-recovery-code'],
    'security:set-keychain': ['keychain-unavailable'],
    'security:new-recovery-code': ['ok', 'wrong-recovery-code'],
    'security:new-data-key': ['wrong-passphrase'],
    'security:confirm-recovery-code': ['new-code-expired'],
    'security:copy-recovery-code': ['new-code-expired'],
    'sync:test': ['ok', 'endpoint-address', 'wrong-recovery-code'],
    'sync:connect': ['ok', 'endpoint-address', 'wrong-recovery-code'],
    'sync:preview': ['sync-not-set-up'],
    'sync:begin': ['sync-not-set-up'],
    'sync:now': ['sync-not-set-up'],
    'sync:set-paused': ['sync-not-set-up'],
    'sync:answer': ['sync-not-set-up'],
    'sync:decide': ['key-not-found'],
    'secrets:copy': ['ok', 'wrong-recovery-code', 'key-not-found', 'reveal-not-allowed'],
    'activity:page': ['ok', 'archive-missing'],
    'activity:archive': ['nothing-to-archive'],
    'reports:add-schedule': ['report-not-saved'],
    'reports:preview': ['ok', 'report-filter-invalid'],
    'reports:export': ['ok', 'report-filter-invalid'],
    'reports:show': ['report-gone'],
    'reports:open': ['report-gone'],
  },
};

/** The tests of all requests, in one of the two states: together they would take half of all the time there is. */
export function testAnyPayload(state: 'locked' | 'unlocked'): void {
  const isLocked = state === 'locked';
  let strays: unknown[] = [];
  const catchStray = (reason: unknown): void => {
    strays.push(reason);
  };
  beforeEach(() => {
    strays = [];
    process.on('unhandledRejection', catchStray);
  });
  afterEach(() => {
    process.off('unhandledRejection', catchStray);
  });

  it.each(REQUESTS)(
    '%s answers with what the contract says or with a failure that has a name',
    async (name) => {
      const { handlers, revisions, session, ...known } = await backEnd(isLocked);
      const bugs: unknown[] = [];
      const seen = new Set<string>();
      const ask = async (payload: unknown): Promise<void> => {
        const result = await answer(name, payload, handlers, (_name, error) => bugs.push(error));
        if (bugs.length > 0) throw bugs[0];
        seen.add(result.ok ? 'ok' : result.failure.code);
        if (!result.ok) expect(CODES.has(result.failure.code)).toBe(true);
        // What crosses the bridge is JSON text: what is left of the answer there must still fit.
        const crossed = JSON.parse(JSON.stringify(result)) as { value?: unknown };
        if (!result.ok) return;
        const output = contract[name].output.safeParse(crossed.value);
        if (!output.success) throw output.error;
      };
      for (const payload of payloadsFor(name, known)) await ask(payload);
      for (const outcome of OUTCOMES[state][name] ?? ['ok']) {
        expect([...seen]).toContain(outcome);
      }
      expect([...seen]).toContain('request-invalid');
      expect(seen).not.toContain('unexpected');
      expect(strays).toEqual([]);
      expect(revisions).toEqual(revisions.map((_, index) => index + 1));
      // Nothing of all that has polluted a prototype, or changed which state the vault is in.
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as { ids?: unknown }).ids).toBeUndefined();
      expect((await session.state()).kind).toBe(state);
    },
    TIMEOUT_MS,
  );
}
