import { expect, it } from 'vitest';
import { answer } from '../../../../electron/ipc/answer';
import { REQUESTS } from '../../../../shared/contract/channels';
import type { RequestName } from '../../../../shared/contract/channels';
import { contract } from '../../../../shared/contract/contract';
import { backEnd } from './back-end';

const proof = { method: 'passphrase', passphrase: 'not the passphrase' };
const endpoint = { address: 'https://keys.example/v1/', user: '', secret: 'token' };
const passphrase = 'seven quiet lighthouses';

/** The input besides the proof, by request. */
const ASKED: Partial<Record<RequestName, object>> = {
  'secrets:reveal': {},
  'secrets:copy': {},
  'secrets:test': {},
  'secrets:hand-over': { recipient: null },
  'sync:test': endpoint,
  'sync:connect': endpoint,
  'export:save': { passphrase, withSecrets: true },
  'security:change-passphrase': { passphrase },
  'security:set-keychain': { isWanted: false },
  'security:new-recovery-code': {},
};

const takesProof = (name: RequestName) => {
  const { input } = contract[name];
  return 'shape' in input && 'proof' in (input.shape as object);
};

it('the requests that need a proof are those of the contract that have one', () => {
  expect(Object.keys(ASKED).toSorted()).toEqual(REQUESTS.filter(takesProof).toSorted());
});

it.each(Object.entries(ASKED) as [RequestName, object][])(
  '%s comes to nothing with a wrong passphrase',
  async (name, rest) => {
    const { handlers, ids, session } = await backEnd(false);
    const key = name.startsWith('secrets:') ? { id: ids[0] } : {};
    const before = session.vault?.activity.end.sequence;
    const answered = await answer(name, { ...key, ...rest, proof }, handlers, () => undefined);
    expect(answered).toMatchObject({ ok: false, failure: { code: 'wrong-passphrase' } });
    // Only the wrong proof is recorded.
    expect(session.vault?.activity.end.sequence).toBe((before ?? 0) + 1);
  },
);

it('each of them is refused without any proof', async () => {
  const { handlers, ids } = await backEnd(false);
  for (const [name, rest] of Object.entries(ASKED) as [RequestName, object][]) {
    const key = name.startsWith('secrets:') ? { id: ids[0] } : {};
    const given = { ...key, ...rest, proof: null };
    const answered = await answer(name, given, handlers, () => undefined);
    // No proof is needed for a secret on the screen, and for an export without secrets.
    const mayBeNull = name === 'secrets:copy' || name === 'export:save';
    const code = mayBeNull ? 'reveal-not-allowed' : 'request-invalid';
    expect(answered, name).toMatchObject({ ok: false, failure: { code } });
  }
});

it('another data key takes the passphrase for proof, and no other', async () => {
  const { handlers } = await backEnd(false);
  const given = { passphrase: 'not the passphrase' };
  const answered = await answer('security:new-data-key', given, handlers, () => undefined);
  expect(answered).toMatchObject({ ok: false, failure: { code: 'wrong-passphrase' } });
});
