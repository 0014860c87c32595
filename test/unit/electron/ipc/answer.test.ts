import { expect, it } from 'vitest';
import type { Handlers } from '../../../../electron/ipc/answer';
import { answer } from '../../../../electron/ipc/answer';
import { ApiKeys } from '../../../../electron/keys/api-keys';
import { ok } from '../../../../shared/lib/result';
import { ChangeJudge } from '../../../../shared/rules/change-judge';
import { NO_RULES } from '../../../../shared/rules/rule-set';
import { openKeys } from '../../../support/open-keys';
import { failureOf, keyId, newKey } from '../../../support/sample-keys';

const noBug = (_: string, error: unknown) => {
  throw error;
};

it('a field that a page sends as undefined is one that is not given', async () => {
  const inputs: unknown[] = [];
  const handle = async (input: unknown) => {
    inputs.push(input);
    return ok(input);
  };
  const handlers = { 'keys:update': handle, 'rules:set': handle } as unknown as Handlers;
  const changes = { tags: ['a', 'b'], enabled: undefined, expiresAt: null };
  await answer('keys:update', { id: keyId(1), changes }, handlers, noBug);
  await answer('rules:set', { changes: { 'max-lifetime': undefined } }, handlers, noBug);
  expect(inputs).toStrictEqual([
    { id: keyId(1), changes: { tags: ['a', 'b'], expiresAt: null } },
    { changes: {} },
  ]);
});

it('a rule is not passed by a status that is sent as undefined', async () => {
  const { vault, ids, clock, record } = await openKeys(1);
  const forbidden = { mode: 'block' as const, scopes: ['settings:write'] };
  const rules = { ...NO_RULES, 'forbidden-permissions': forbidden };
  const keys = new ApiKeys({
    vault,
    now: () => clock.now,
    onChange: () => undefined,
    judge: () => new ChangeJudge(() => [], { rules, exceptions: [] }, clock.now),
  });
  const handlers = {
    'keys:update': ({ id, changes }: Parameters<Handlers['keys:update']>[0]) =>
      keys.update(id, changes),
  } as Handlers;
  const changes = { scopes: ['settings:write'], enabled: undefined };
  const answered = await answer('keys:update', { id: ids[0], changes }, handlers, noBug);
  expect(failureOf(answered).code).toBe('rules-broken');
  expect(record(ids[0]!).scopes).toEqual(newKey().scopes);
});
