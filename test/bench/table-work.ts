import { expectOk } from '../support/expect-ok';
import { APP_DIRECTORY } from '../support/electron';
import type { SpawnedApp } from '../support/spawned-app';
import type { Figure } from './figure';
import { THE_LOCK, WHOLE_TABLE, paintedScript, startPainted } from './painted';
import type { Profiles } from './profiles';
import { PASSPHRASE } from './profiles';
import { TABLE_SCRIPT } from './table-script';

const GROUP = 'The table in the app, from the input to the frame painted';
const LONG_TASK_MS = 50;

/**
 * Painting does not wait for a display's refresh, so that only work is measured. Scrolling is
 * different: it is measured at the display's own rate.
 */
export const UNPACED = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

/** Each matches some keys of the demo, and never all of them. */
const QUERIES = ['zoho', 'order bot', 'gdpr', 'ock_test', 'contacts', 'weber', 'köln'];
const SEARCH_AIMS_MS: Record<number, number> = { 10_000: 16, 100_000: 33 };
const COLUMNS = ['API Key Name', 'Created Date', 'Expires', 'Access Scope', 'Status', 'Last Used'];

/** Search, sort and scroll in the real app. */
export async function measureTable(
  profiles: Profiles,
  options: { sizes: readonly number[]; rounds: number },
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const keys of options.sizes) {
    const { userData } = await profiles.filled(keys);
    const { search, sort } = await searchAndSort(userData, options.rounds);
    const longTasks = await scroll(userData, options.rounds);
    const name = (what: string) => `${what}, ${keys.toLocaleString('en-GB')} keys`;
    const atMost = SEARCH_AIMS_MS[keys];
    const aim = atMost === undefined ? {} : { aim: { of: 'value' as const, atMost } };
    figures.push(
      { group: GROUP, name: name('search'), unit: 'ms', samples: search, ...aim },
      { group: GROUP, name: name('sort'), unit: 'ms', samples: sort },
      {
        group: GROUP,
        name: name(`scroll, tasks over ${LONG_TASK_MS} ms`),
        unit: 'tasks',
        samples: longTasks,
        aim: { of: 'value', atMost: 0 },
      },
    );
  }
  return figures;
}

/** @returns milliseconds of each */
async function searchAndSort(
  userData: string,
  rounds: number,
): Promise<{ search: number[]; sort: number[] }> {
  return withTable(userData, UNPACED, async (app) => {
    const result = { search: [] as number[], sort: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      const search = await app.evaluate<number[]>(`bench.search(${JSON.stringify(QUERIES)})`);
      const sort = await app.evaluate<number[]>(`bench.sort(${JSON.stringify(COLUMNS)})`);
      if (round === 0) continue;
      result.search.push(...search);
      result.sort.push(...sort);
    }
    return result;
  });
}

/** At the display's own rate. @returns the number of long tasks in each round */
async function scroll(userData: string, rounds: number): Promise<number[]> {
  return withTable(userData, [], async (app) => {
    const longTasks: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const found = await app.evaluate<number>(`bench.scroll(${LONG_TASK_MS})`);
      if (round > 0) longTasks.push(found);
    }
    return longTasks;
  });
}

/** Opens the app with a table in which all keys have arrived. */
export async function withTable<T>(
  userData: string,
  args: readonly string[],
  work: (app: SpawnedApp) => Promise<T>,
): Promise<T> {
  const pageScript = `${paintedScript(THE_LOCK)}${TABLE_SCRIPT}`;
  const { app } = await startPainted({ app: APP_DIRECTORY, userData, pageScript, args });
  try {
    const way = JSON.stringify({ method: 'passphrase', passphrase: PASSPHRASE });
    expectOk(JSON.parse(await app.evaluate(`ownchat.request('vault:unlock', ${way})`)));
    await app.evaluate(`bench.there(${JSON.stringify(WHOLE_TABLE)})`);
    const result = await work(app);
    await app.quit();
    return result;
  } finally {
    await app.kill();
  }
}
