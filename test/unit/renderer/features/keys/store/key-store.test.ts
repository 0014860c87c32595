import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Failure } from '../../../../../../shared/lib/failure';
import { fail } from '../../../../../../shared/lib/result';
import { createKeyStore } from '../../../../../../renderer/features/keys/store/key-store';

const request = vi.fn<(name: string) => Promise<string>>();

beforeEach(() => {
  vi.stubGlobal('window', { ownchat: { request, listen: () => () => undefined } });
});
afterEach(() => {
  vi.unstubAllGlobals();
  request.mockReset();
});

/** What a list becomes that nobody gives. */
async function listRefusedWith(failure: Failure): Promise<string[]> {
  request.mockResolvedValue(JSON.stringify(fail(failure)));
  const states: string[] = [];
  const store = createKeyStore(Promise.resolve(fail(failure)));
  store.subscribe(() => states.push(store.read().state));
  const stop = store.start();
  await vi.waitFor(() => expect(request).toHaveBeenCalledWith('keys:list', { from: 0 }));
  await new Promise(setImmediate);
  stop();
  return states;
}

it('says nothing of a list that a vault which has stayed closed does not give', async () => {
  expect(await listRefusedWith({ code: 'vault-locked' })).toEqual([]);
});

it('says that a list could not be had', async () => {
  expect(await listRefusedWith({ code: 'unexpected' })).toEqual(['failed']);
});
