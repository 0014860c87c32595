import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiKeyRecord } from '../../../../../shared/keys/api-key';
import type {
  ActivityDraft,
  ActivityEvent,
  StoredKey,
} from '../../../../../electron/vault/format/events';
import { ChangesSinceOpen } from '../../../../../electron/vault/state/changes-since-open';
import { mergeChanges } from '../../../../../electron/vault/repair/merge-changes';
import { VaultContent } from '../../../../../electron/vault/state/vault-content';
import { nameIdentity } from '../../../../../shared/keys/name-identity';
import { NO_ADDRESS, NO_SCOPE } from '../../../../../shared/sync/merge';
import { keyId, storedKey } from '../../../../support/sample-keys';
import { AT } from '../../../../support/vault-parts';

type Fields = Partial<ApiKeyRecord>;
/** No endpoint knows these keys. */
const asItIs = (key: StoredKey): StoredKey => key;
const LATER = '2026-11-24T00:00:00.000Z';

function applied(content: VaultContent, drafts: readonly ActivityDraft[]): VaultContent {
  for (const draft of drafts) {
    content.apply({
      sequence: 1,
      commitEnd: 1,
      at: AT,
      actor: 'tester',
      ...draft,
    });
  }
  return content;
}

/** Merges one key: the common base and both versions; null: absent. */
function merged(before: Fields | null, mine: Fields | null, theirs: Fields | null) {
  const contentOf = (fields: Fields | null) =>
    new VaultContent({ keys: fields ? [storedKey(1, fields)] : [] });
  const keys = new Map([[keyId(1), { before: before ? storedKey(1, before) : undefined }]]);
  const there = contentOf(theirs);
  const drafts = mergeChanges({ keys, settings: new Map() }, contentOf(mine), there, asItIs);
  return applied(there, drafts).keys.get(keyId(1))?.record;
}

describe('a merge of two versions of a key', () => {
  it('takes changes of only one side', () => {
    expect(merged({}, { note: 'mine' }, {})?.note).toBe('mine');
    expect(merged({}, { note: 'mine' }, { integration: 'theirs' })).toMatchObject({
      note: 'mine',
      integration: 'theirs',
    });
    expect(merged({ enabled: false }, { enabled: true }, { enabled: false })?.enabled).toBe(true);
    expect(merged({ expiresAt: AT }, { expiresAt: null }, { expiresAt: AT })?.expiresAt).toBeNull();
  });

  it('never grants more access where both sides changed it', () => {
    expect(merged({}, { expiresAt: LATER }, { expiresAt: AT })?.expiresAt).toBe(AT);
    expect(merged({ expiresAt: AT }, { expiresAt: null }, { expiresAt: LATER })?.expiresAt).toBe(
      LATER,
    );
    const scopes = merged(
      { scopes: ['tags:read'] },
      { scopes: ['bots:read', 'tags:read', 'teams:read'], updatedAt: LATER },
      { scopes: ['bots:read', 'users:read'] },
    )?.scopes;
    expect(scopes).toEqual(['bots:read']);
  });

  it('grants nothing where two lists of scopes are disjoint, and keeps no expiry where both removed it', () => {
    const own = merged({}, { scopes: ['tags:read'] }, { scopes: ['users:read'] });
    expect(own?.scopes).toEqual([NO_SCOPE]);
    const endless = merged({ expiresAt: AT }, { expiresAt: null }, { expiresAt: null, note: 'x' });
    expect(endless?.expiresAt).toBeNull();
  });

  it.each([
    [['10.0.0.0/8'], [], ['10.0.0.0/8']],
    [[], ['192.0.2.0/24'], ['192.0.2.0/24']],
    [['10.0.0.0/8'], ['192.0.2.0/24'], [NO_ADDRESS]],
    [['10.0.0.0/8'], ['10.1.0.0/16'], ['10.1.0.0/16']],
    [['10.1.0.0/16'], ['10.0.0.0/8'], ['10.1.0.0/16']],
  ])('allows no more addresses: %j here and %j there', (mine, theirs, wanted) => {
    const before = { allowedIps: ['203.0.113.0/24'] };
    for (const newer of [AT, LATER]) {
      const result = merged(before, { allowedIps: mine, updatedAt: newer }, { allowedIps: theirs });
      expect(result?.allowedIps).toEqual(wanted);
    }
  });

  it('keeps the sealed secret with its hash', () => {
    const secretOf = (text: string): StoredKey['sealedSecret'] => ({
      nonce: text,
      ciphertext: text,
      tag: text,
    });
    const version = (hash: string, fields: Fields): StoredKey => ({
      ...storedKey(1, { secretHash: hash.repeat(64), ...fields }),
      sealedSecret: secretOf(hash),
    });
    const before = version('a', {});
    const outcome = (mine: StoredKey, theirs: StoredKey) => {
      const there = new VaultContent({ keys: [theirs] });
      const here = new VaultContent({ keys: [mine] });
      const keys = new Map([[keyId(1), { before }]]);
      const drafts = mergeChanges({ keys, settings: new Map() }, here, there, asItIs);
      return applied(there, drafts).keys.get(keyId(1));
    };
    const rotatedThere = outcome(version('a', { note: 'mine' }), version('b', {}));
    expect(rotatedThere).toMatchObject({ record: { note: 'mine', secretHash: 'b'.repeat(64) } });
    expect(rotatedThere?.sealedSecret).toEqual(secretOf('b'));
    const rotatedHere = outcome(version('c', {}), version('a', { note: 'theirs' }));
    expect(rotatedHere).toMatchObject({ record: { note: 'theirs', secretHash: 'c'.repeat(64) } });
    expect(rotatedHere?.sealedSecret).toEqual(secretOf('c'));
  });

  it('prefers a local deletion to remote edits, and revives disabled what was deleted there', () => {
    expect(merged({}, null, { note: 'theirs' })).toBeUndefined();
    expect(merged({}, { note: 'mine' }, null)).toMatchObject({ note: 'mine', enabled: false });
    expect(merged(null, { note: 'new' }, null)).toMatchObject({ note: 'new', enabled: true });
  });

  it('revives under another id what an endpoint knows as deleted', () => {
    const there = new VaultContent();
    const here = new VaultContent({ keys: [storedKey(1, { note: 'mine' })] });
    const keys = new Map([[keyId(1), { before: storedKey(1) }]]);
    const drafts = mergeChanges({ keys, settings: new Map() }, here, there, ({ record }) => ({
      record: { ...record, id: keyId(9) },
      sealedSecret: null,
    }));
    const { keys: all } = applied(there, drafts);
    expect([...all.keys()]).toEqual([keyId(9)]);
    expect(all.get(keyId(9))?.record).toMatchObject({ note: 'mine', enabled: false });
  });

  it('takes the later change of a text', () => {
    const [older, newer] = [
      { note: 'old', updatedAt: AT },
      { note: 'new', updatedAt: LATER },
    ];
    expect(merged({}, older, newer)?.note).toBe('new');
    expect(merged({}, newer, older)?.note).toBe('new');
  });
});

describe('a merge of settings', () => {
  const sealed = (text: string) => ({ nonce: text, ciphertext: text, tag: text });
  const outcome = (before: string | null, mine: string | null, theirs: string | null) => {
    const name = 'endpoint';
    const content = (text: string | null) =>
      new VaultContent({ keys: [], settings: text === null ? {} : { [name]: sealed(text) } });
    const there = content(theirs);
    const settings = new Map([[name, { before: before === null ? undefined : sealed(before) }]]);
    const drafts = mergeChanges({ keys: new Map(), settings }, content(mine), there, asItIs);
    return { drafts: drafts.length, value: applied(there, drafts).settings.get(name) };
  };

  it('takes changes made only here, removals too', () => {
    expect(outcome('old', 'mine', 'old')).toEqual({ drafts: 1, value: sealed('mine') });
    expect(outcome(null, 'mine', null)).toEqual({ drafts: 1, value: sealed('mine') });
    expect(outcome('old', null, 'old').value ?? null).toBeNull();
  });

  it('keeps changes made there, and skips equal values', () => {
    expect(outcome('old', 'mine', 'theirs')).toEqual({ drafts: 0, value: sealed('theirs') });
    expect(outcome('old', 'same', 'same')).toEqual({ drafts: 0, value: sealed('same') });
  });
});

describe('a merge of two vaults', () => {
  const number = fc.integer({ min: 1, max: 6 });
  const key = fc.record({
    number,
    name: fc.constantFrom('Zoho', 'zoho', 'ZOHO (2)', 'Straße', 'STRASSE', 'x'.repeat(80)),
    note: fc.constantFrom('', 'a', 'b'),
  });
  const change = fc.record({ key, kind: fc.constantFrom('put', 'delete') });
  const put = (content: VaultContent, stored: StoredKey): ActivityDraft[] => {
    const taken = content.idOfName(stored.record.name);
    if (taken !== undefined && taken !== stored.record.id) return [];
    const old = content.keys.get(stored.record.id);
    const gone: ActivityDraft[] = old
      ? [{ event: 'key.deleted', keyId: stored.record.id, change: { before: old.record } }]
      : [];
    return [...gone, { event: 'key.created', keyId: stored.record.id, change: stored }];
  };

  it('loses no key of either side except those deleted here, and gives no name twice', () => {
    fc.assert(
      fc.property(fc.array(key), fc.array(change), fc.array(change), (base, mine, theirs) => {
        const build = (changes: readonly (typeof mine)[number][]) => {
          const content = new VaultContent();
          for (const { number: n, name, note } of base) {
            applied(content, put(content, storedKey(n, { name, note })));
          }
          const noted = new ChangesSinceOpen();
          for (const {
            key: { number: n, name, note },
            kind,
          } of changes) {
            const old = content.keys.get(keyId(n));
            const drafts: ActivityDraft[] =
              kind === 'put'
                ? put(content, storedKey(n, { name, note }))
                : old
                  ? [{ event: 'key.deleted', keyId: keyId(n), change: { before: old.record } }]
                  : [];
            noted.note(content, drafts as ActivityEvent[]);
            applied(content, drafts);
          }
          return { content, noted };
        };
        const here = build(mine);
        const there = build(theirs).content;
        const idsThere = [...there.keys.keys()];
        const result = applied(there, mergeChanges(here.noted, here.content, there, asItIs));
        const deletedHere = [...here.noted.keys.keys()].filter((id) => !here.content.keys.has(id));
        const wanted = [...idsThere, ...here.content.keys.keys()]
          .filter((id) => !deletedHere.includes(id))
          .filter((id) => idsThere.includes(id) || here.noted.keys.has(id));
        expect([...result.keys.keys()].toSorted()).toEqual([...new Set(wanted)].toSorted());
        const names = [...result.keys.values()].map(({ record }) => nameIdentity(record.name));
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 1_000 },
    );
  });
});
