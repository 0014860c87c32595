import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Failure } from '../../../../../../shared/lib/failure';
import { NO_FILTER } from '../../../../../../shared/keys/key-filter';
import { fail, ok } from '../../../../../../shared/lib/result';
import { createKeyStore } from '../../../../../../renderer/features/keys/store/key-store';
import { DEFAULT_ORDER } from '../../../../../../renderer/features/keys/view/key-view';
import { apiKey, NOW } from '../../../some-api-key';

const request = vi.fn<(name: string) => Promise<string>>();

beforeEach(() => {
  vi.stubGlobal('window', { ownchat: { request, listen: () => () => undefined } });
});
afterEach(() => {
  vi.unstubAllGlobals();
  request.mockReset();
});

/** The result for a list that is not given. */
async function listRefusedWith(failure: Failure): Promise<string[]> {
  request.mockResolvedValue(JSON.stringify(fail(failure)));
  const states: string[] = [];
  const store = createKeyStore(Promise.resolve());
  store.subscribe(() => states.push(store.read().state));
  const stop = store.start();
  await vi.waitFor(() => expect(request).toHaveBeenCalledWith('keys:list', { from: 0 }));
  await new Promise(setImmediate);
  stop();
  return states;
}

it('reports no failure when the list is refused because the vault stayed closed', async () => {
  expect(await listRefusedWith({ code: 'vault-locked' })).toEqual([]);
});

it('reports a failure when the list cannot be loaded', async () => {
  expect(await listRefusedWith({ code: 'unexpected' })).toEqual(['failed']);
});

it('shows the newest keys, once rows may be shown, and all keys after them', async () => {
  vi.stubGlobal('requestIdleCallback', (done: () => void) => setTimeout(done, 0));
  const newest = [apiKey({ id: '3', name: 'Zoho' })];
  const all = ['1', '2', '3'].map((id) => apiKey({ id, name: id === '3' ? 'Zoho' : 'Slack' }));
  request.mockImplementation((name) =>
    Promise.resolve(
      JSON.stringify(
        name === 'keys:newest'
          ? ok({ revision: 1, keys: newest, shown: 2, total: 3 })
          : ok({ revision: 1, keys: all, next: null }),
      ),
    ),
  );
  let letShow: () => void = () => undefined;
  const isReady = new Promise<void>((resolve) => {
    letShow = resolve;
  });
  const search = { filter: { ...NO_FILTER, query: 'slack' }, order: DEFAULT_ORDER };
  const seen: unknown[] = [];
  const store = createKeyStore(isReady);
  const note = () => {
    const list = store.read();
    if (list.state === 'failed') return;
    const { entries, total } = list.entriesOf({ ...search, hideInactive: false, now: NOW });
    const ids = entries.map(({ key }) => key.id);
    seen.push([list.state, list.isComplete, list.total, total, ids.toSorted()]);
  };
  note();
  store.subscribe(note);
  const stop = store.start();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(seen).toEqual([['loading', false, 0, 0, []]]);
  letShow();
  await vi.waitFor(() => expect(seen).toHaveLength(3));
  // The search of an incomplete list waits for the other keys.
  expect(seen.slice(1)).toEqual([
    ['ready', false, 3, 2, ['3']],
    ['ready', true, 3, 2, ['1', '2']],
  ]);
  stop();
});
