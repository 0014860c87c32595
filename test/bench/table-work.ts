import { expectOk } from '../support/expect-ok';
import { APP_DIRECTORY } from '../support/electron';
import { SpawnedApp } from '../support/spawned-app';
import type { Figure } from './figure';
import { A_ROW, PAINTED_AT, THE_LOCK, paintedScript } from './painted';
import type { Profiles } from './profiles';
import { PASSPHRASE } from './profiles';
import { TABLE_SCRIPT } from './table-script';

const GROUP = 'The table in the app, from the input to the frame painted';
const LONG_TASK_MS = 50;

/** Painting does not wait for a display's next refresh: what is measured is work, not luck. */
const UNPACED = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

/** Each finds some keys of the demo, and never all of them. */
const QUERIES = ['zoho', 'order bot', 'gdpr', 'ock_test', 'contacts', 'weber', 'köln'];
const COLUMNS = ['API Key Name', 'Created Date', 'Expires', 'Access Scope', 'Status', 'Last Used'];

interface TableRun {
  search: number[];
  sort: number[];
  /** milliseconds of each task over 50 ms while scrolling from end to end */
  longTasks: number[];
}

/** Search, sort and scroll in the real app. */
export async function measureTable(
  profiles: Profiles,
  options: { sizes: readonly number[]; rounds: number },
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const keys of options.sizes) {
    const { userData } = await profiles.filled(keys);
    const { search, sort, longTasks } = await runOn(userData, options.rounds);
    const name = (what: string) => `${what}, ${keys.toLocaleString('en-GB')} keys`;
    const aim = keys === 10_000 ? { aim: { of: 'value' as const, atMost: 16 } } : {};
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

async function runOn(userData: string, rounds: number): Promise<TableRun> {
  const pageScript = `${paintedScript(THE_LOCK)}${TABLE_SCRIPT}`;
  const app = new SpawnedApp({ app: APP_DIRECTORY, userData, pageScript, args: UNPACED });
  try {
    await app.whenTruthy(PAINTED_AT);
    const way = JSON.stringify({ method: 'passphrase', passphrase: PASSPHRASE });
    expectOk(JSON.parse(await app.evaluate(`ownchat.request('vault:unlock', ${way})`)));
    await app.evaluate(`bench.there(${JSON.stringify(A_ROW)})`);
    const result: TableRun = { search: [], sort: [], longTasks: [] };
    for (let round = 0; round <= rounds; round += 1) {
      const search = await app.evaluate<number[]>(`bench.search(${JSON.stringify(QUERIES)})`);
      const sort = await app.evaluate<number[]>(`bench.sort(${JSON.stringify(COLUMNS)})`);
      const longTasks = await app.evaluate<number>(`bench.scroll(${LONG_TASK_MS})`);
      if (round === 0) continue;
      result.search.push(...search);
      result.sort.push(...sort);
      result.longTasks.push(longTasks);
    }
    await app.quit();
    return result;
  } finally {
    await app.kill();
  }
}
