import { describe, expect, expectTypeOf, it } from 'vitest';
import type { ApiKey, NewApiKey } from '../../../../shared/keys/api-key';
import type { RequestName } from '../../../../shared/contract/channels';
import { EVENTS, REQUESTS } from '../../../../shared/contract/channels';
import type { Bridge } from '../../../../shared/contract/bridge';
import type { Input, Output } from '../../../../shared/contract/contract';
import type { EventPayloads } from '../../../../shared/contract/events';
import { contract } from '../../../../shared/contract/contract';
import type { FailureCode } from '../../../../shared/lib/failure';
import { DEFAULT_PREFERENCES } from '../../../../shared/preferences/preferences';
import { preferencesSchema } from '../../../../shared/preferences/preferences-schema';
import type { Result } from '../../../../shared/lib/result';
import { assertNever, fail, ok } from '../../../../shared/lib/result';
import type { VaultState } from '../../../../shared/vault/vault-state';
import { newKey } from '../../../support/sample-keys';

describe('the contract', () => {
  it('has an entry for exactly the requests', () => {
    expect(Object.keys(contract).toSorted()).toEqual([...REQUESTS].toSorted());
    expect(new Set([...REQUESTS, ...EVENTS]).size).toBe(REQUESTS.length + EVENTS.length);
  });

  it('refuses unknown fields', () => {
    const accepts = (name: RequestName, input: unknown) =>
      contract[name].input.safeParse(input).success;
    expect(accepts('keys:create', newKey())).toBe(true);
    expect(accepts('keys:create', { ...newKey(), enabled: false })).toBe(false);
    expect(accepts('keys:create', JSON.parse('{"__proto__": {"name": "x"}}'))).toBe(false);
    expect(accepts('vault:state', {})).toBe(false);
    expect(accepts('vault:state', null)).toBe(false);
    expect(accepts('vault:unlock', { method: 'keychain', passphrase: 'x' })).toBe(false);
    expect(accepts('preferences:set', { theme: 'neon' })).toBe(false);
    expect(accepts('keys:delete', { ids: [] })).toBe(false);
  });

  it('refuses edits of fields that belong to the secret or the record', () => {
    const id = '01900000-0000-7000-8000-000000000001';
    for (const field of ['environment', 'id', 'hint', 'createdAt', 'secretHash']) {
      const changes = { [field]: 'live' };
      expect(contract['keys:update'].input.safeParse({ id, changes }).success).toBe(false);
    }
  });

  it('shows the window no hash', () => {
    const shown = contract['keys:list'].output.shape.keys.element.shape;
    expect(Object.keys(shown)).not.toContain('secretHash');
    expect(Object.keys(shown)).not.toContain('previousSecret');
    expectTypeOf<ApiKey>().not.toHaveProperty('secretHash');
  });

  it('has defaults that are preferences', () => {
    expect(preferencesSchema.parse(DEFAULT_PREFERENCES)).toEqual(DEFAULT_PREFERENCES);
  });

  it('gives the window one typed function a request', () => {
    expectTypeOf<Bridge['keys']['create']>().toEqualTypeOf<
      (input: NewApiKey) => Promise<Result<{ apiKey: ApiKey; secret: string | null }>>
    >();
    expectTypeOf<Bridge['vault']['state']>().toEqualTypeOf<() => Promise<Result<VaultState>>>();
    expectTypeOf<Bridge['vault']['confirmRecoveryCode']>().toEqualTypeOf<
      () => Promise<Result<void>>
    >();
    expectTypeOf<keyof Bridge>().toEqualTypeOf<
      | 'vault'
      | 'recovery'
      | 'backups'
      | 'security'
      | 'export'
      | 'import'
      | 'keys'
      | 'secrets'
      | 'sync'
      | 'rules'
      | 'reminders'
      | 'reports'
      | 'activity'
      | 'preferences'
      | 'app'
      | 'updates'
    >();
    expectTypeOf<Input<'vault:lock'>>().toEqualTypeOf<undefined>();
    expectTypeOf<Output<'keys:update'>['apiKey']>().toEqualTypeOf<ApiKey>();
    expectTypeOf<EventPayloads['keys:changed']['changed']>().toEqualTypeOf<ApiKey[]>();
  });
});

describe('results', () => {
  it('are told apart by ok, and hold a value or a failure', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(fail({ code: 'vault-locked' })).toEqual({
      ok: false,
      failure: { code: 'vault-locked' },
    });
    expectTypeOf<Extract<Result<number>, { ok: true }>['value']>().toEqualTypeOf<number>();
    expectTypeOf<
      Extract<Result<number>, { ok: false }>['failure']['code']
    >().toEqualTypeOf<FailureCode>();
  });

  it('assertNever throws with the case that was forgotten', () => {
    expect(() => assertNever('surprise' as never)).toThrow('surprise');
  });
});
