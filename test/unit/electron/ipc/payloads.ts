import { ZOOMS } from '../../../../shared/app/app-command';
import fc from 'fast-check';
import type { RequestName } from '../../../../shared/contract/channels';
import { ACTIVITY_EVENTS, ORIGINS } from '../../../../shared/activity/activity';
import { contract } from '../../../../shared/contract/contract';
import { anyKeyChange } from '../../../support/any-key-change';
import { keyId, newKey } from '../../../support/sample-keys';
import { PASSPHRASE } from '../../../support/test-vault';

/**
 * Payloads for each request in both states: half are specific to the request, half the same for
 * all.
 */
const OWN_PAYLOADS = 5_000;
const COMMON_PAYLOADS = 5_000;

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
/** Made once, because making them takes longer than refusing them. */
const COMMON = fc.sample(anything, COMMON_PAYLOADS);

/** Ids and names of the vault for the payloads, so that some are valid. */
interface Known {
  ids: readonly string[];
  recoveryCode: string;
}

/** Payloads that mostly match the schemas, so that they reach the rules. */
function fittingFor({ ids, recoveryCode }: Known): Record<RequestName, fc.Arbitrary<unknown>> {
  const id = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ids, keyId(1)) },
    { weight: 1, arbitrary: fc.uuid({ version: 7 }) },
    { weight: 1, arbitrary: hostileText },
  );
  // Each genuine attempt costs an Argon2id run, so these have none; a few are in `SURE`.
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
    kind: fc.constantFrom(
      'inventory',
      'access-review',
      'risk',
      'activity',
      'lifecycle',
      'due-dates',
    ),
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
    format: fc.constantFrom('pdf', 'html', 'csv', 'json', 'ndjson', 'xlsx', 'ics'),
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
    'import:read-again': fc.record({
      encoding: fc.constantFrom('utf-8', 'utf-7', 'windows-1252'),
      delimiter: hostileText,
      headLine: fc.integer(),
      sheet: fc.integer({ min: -1, max: 3 }),
    }),
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
    'keys:change': fc.record({
      ids: someIds,
      change: fc.oneof(
        anyKeyChange,
        fc.record({ kind: fc.constant('owner'), owner: hostileText }),
        fc.record({
          kind: fc.constant('tags'),
          how: fc.constantFrom('add', 'other'),
          tags: fc.array(hostileText, { maxLength: 3 }),
        }),
      ),
      shown: fc.oneof(fc.constant('0'.repeat(16)), hostileText),
    }),
    'keys:cancel-change': nothing,
    // Each valid number reads the activity, which grows with every payload: a few are enough.
    'keys:plan-revert': fc.record({ sequence: fc.constantFrom(-1, 0, 0.5, 10 ** 9) }),
    'keys:revert': fc.record({ sequence: fc.integer({ min: -1, max: 40 }), shown: hostileText }),
    'keys:delete': fc.record({ ids: someIds }),
    'keys:deleted': nothing,
    'keys:restore': fc.record({ ids: someIds }),
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
    'keys:saved-lists': nothing,
    'keys:save-lists': fc.record(
      {
        views: fc.array(
          fc.record({
            name: hostileText,
            filter: hostileText,
            order: fc.record({ column: fc.constant('name'), descending: fc.boolean() }),
            columns: fc.constantFrom(null, ['owner'], ['secret']),
            hideInactive: fc.boolean(),
            grouped: fc.boolean(),
          }),
        ),
        templates: fc.array(
          fc.record({ name: hostileText, scopes: fc.constantFrom([], ['tags:read']) }),
        ),
      },
      { requiredKeys: [] },
    ),
    'keys:rotate': fc.record({
      id,
      grace: fc.constantFrom('none', 'hour', 'day', 'week', 'year'),
      cutsShort: fc.constantFrom(null, 'soon', '2026-11-23T09:12:00.000Z'),
    }),
    'keys:end-grace': fc.record({ id, until: fc.constantFrom('soon', '2026-11-23T09:12:00.000Z') }),
    'keys:cancel-rotation': fc.record({ id, until: fc.constant('2026-11-23T09:12:00.000Z') }),
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
    'sync:answer': fc.record({ answer: fc.constantFrom('compare', 'remove', 'send', 'erase') }),
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
    'sync:answer-returned': fc.record({
      keyIds: fc.array(id, { minLength: 1, maxLength: 3 }),
      answer: fc.constantFrom('delete', 'take', 'keep'),
    }),
    'sync:settle': fc.record({
      id: hostileText,
      how: fc.constantFrom('overwrite', 'deactivate', 'delete', 'erase'),
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
    'secrets:hand-over': fc.record({
      id,
      proof,
      recipient: fc.option(fc.oneof(hostileText, fc.constant('age1'))),
    }),
    'reminders:state': nothing,
    'reminders:tell': nothing,
    'reminders:put-off': fc.record({
      putOff: fc.array(
        fc.record({
          keyId: id,
          kind: fc.constantFrom('expiry', 'rotation', 'constructor'),
          at: fc.oneof(fc.constant('2026-11-23T09:12:00.000Z'), hostileText),
          tier: fc.constantFrom(0, 3, 14, -1),
        }),
        { maxLength: 3 },
      ),
    }),
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
        origins: fc.subarray([...ORIGINS, 'unknown']),
        keyId: fc.option(id),
        within: fc.option(fc.record({ first: fc.nat(9), last: fc.nat(9) })),
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
    'security:stop-keychain': nothing,
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
    'app:zoom': fc.record({ to: fc.constantFrom(...ZOOMS) }),
    'updates:state': nothing,
    'updates:check': nothing,
    'updates:download': nothing,
    'updates:install': nothing,
  };
}

/** A valid payload with one altered part. */
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

export function payloadsFor(name: RequestName, known: Known): unknown[] {
  const fitting = fittingFor(known)[name];
  // A request without input has one valid payload. A valid preference is fsynced.
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

/** Payloads that lead to each of the `OUTCOMES`, besides the random ones; default: `undefined`. */
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
  'keys:end-grace': ({ ids }) => [
    { id: ids[0], until: '2026-11-23T09:12:00.000Z' },
    { id: keyId(1), until: '2026-11-23T09:12:00.000Z' },
  ],
  'keys:cancel-rotation': () => [{ id: keyId(1), until: '2026-11-23T09:12:00.000Z' }],
  'keys:plan-revert': () => [{ sequence: 4 }, { sequence: 5 }, { sequence: 6 }],
  'keys:delete': ({ ids }) => [{ ids: [ids[0]] }, { ids: [keyId(1)] }],
  'keys:restore': () => [{ ids: [keyId(1)] }],
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
  'secrets:hand-over': ({ ids, recoveryCode }) => [
    { id: ids[0], proof: byCode(recoveryCode), recipient: 'age1' },
    { id: ids[0], proof: byCode(WRONG_CODE), recipient: null },
    { id: keyId(1), proof: byCode(recoveryCode), recipient: null },
  ],
  'reminders:put-off': ({ ids: [keyOfReminder] }) => [
    {
      putOff: [{ keyId: keyOfReminder, kind: 'expiry', at: '2026-11-23T09:12:00.000Z', tier: 3 }],
    },
  ],
  'secrets:conceal': ({ ids }) => [{ id: ids[0] }],
  'preferences:set': () => [{ hideInactive: true }],
  'app:set-unsaved': () => [{ hasUnsaved: true }],
};
