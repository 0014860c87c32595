import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PreferencesProvider } from '../../../renderer/bridge/preferences';
import { KeyIndex } from '../../../renderer/features/keys/store/key-index';
import { completeList } from '../../../renderer/features/keys/store/key-store';
import type { KeyView } from '../../../renderer/features/keys/view/use-key-view';
import { useKeyView } from '../../../renderer/features/keys/view/use-key-view';
import { findKeys } from '../../../renderer/app/shell/find-keys';
import { NOTHING_IN_FORCE } from '../../../shared/rules/rules-in-force';
import { useMinute } from '../../../renderer/ui/hooks/now';
import { DEFAULT_PREFERENCES } from '../../../shared/preferences/preferences';
import { risksOf } from '../../../shared/keys/risks';
import { hookHost } from '../../support/hook-host';
import { apiKey, NOW } from './some-api-key';

const DAY = 24 * 60 * 60_000;
const SECOND = 1_000;
const NO_RULES = { ...NOTHING_IN_FORCE, isReadable: true };
const CODE = 'expires-in-14-days';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  vi.stubGlobal('window', globalThis);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('shows the keys that the Security check has counted, although time has passed', async () => {
  vi.setSystemTime(NOW);
  const keys = [5 * SECOND, 20 * SECOND, 40 * SECOND].map((later, number) =>
    apiKey({
      id: `01930000-0000-7000-8000-00000000000${number}`,
      expiresAt: new Date(NOW + 14 * DAY + later).toISOString(),
    }),
  );
  keys.push(apiKey({ id: 'soon', expiresAt: new Date(NOW + DAY).toISOString() }));
  const seen: { counted: readonly string[]; view: KeyView | null } = { counted: [], view: null };
  const onDrawn = (next: Partial<typeof seen>) => Object.assign(seen, next);
  const Check = () => {
    const found = risksOf(keys, useMinute()).find(({ code }) => code === CODE);
    onDrawn({ counted: found?.keyIds ?? [] });
    return null;
  };
  const list = completeList(new KeyIndex(keys));
  const Keys = () => {
    onDrawn({ view: useKeyView(list, findKeys(CODE, list.index, NO_RULES)) });
    return null;
  };

  const host = await hookHost();
  await host.render(<Check />);
  expect(seen.counted).toEqual(['soon']);
  vi.setSystemTime(NOW + 30 * SECOND);
  await host.render(
    <PreferencesProvider initial={DEFAULT_PREFERENCES}>
      <Keys />
    </PreferencesProvider>,
  );
  expect([...(seen.view?.filter.finding?.keyIds ?? [])]).toEqual(seen.counted);
  expect(seen.view?.entries.map(({ key }) => key.id)).toEqual(seen.counted);
  await host.end();

  // Without a mounted page it is the time of day.
  vi.setSystemTime(NOW + 50 * SECOND);
  await host.render(
    <PreferencesProvider initial={DEFAULT_PREFERENCES}>
      <Keys />
    </PreferencesProvider>,
  );
  expect(seen.view?.entries).toHaveLength(4);
  await host.end();
});
