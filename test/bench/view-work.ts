import type { Figure } from './figure';
import type { Profiles } from './profiles';
import { UNPACED, withTable } from './table-work';

const GROUP =
  'Opening a view of 100,000 keys, from the click to the frame painted with its content';
const KEYS = 100_000;
const PAGES = ['Reports', 'Activity', 'Security check', 'Sync', 'Backups', 'Preferences'];
const AIM = { of: 'value' as const, atMost: 100 };

/** Every page, the way back to the table, and the details of a key, in the real app. */
export async function measureViews(profiles: Profiles, rounds: number): Promise<Figure[]> {
  const { userData } = await profiles.filled(KEYS);
  const samples = new Map<string, number[]>();
  const add = (name: string, took: number) =>
    samples.set(name, [...(samples.get(name) ?? []), took]);
  await withTable(userData, UNPACED, async (app) => {
    for (let round = 0; round <= rounds; round += 1) {
      for (const page of PAGES) {
        const { there, back } = await app.evaluate<{ there: number; back: number }>(
          `bench.page(${JSON.stringify(page)})`,
        );
        // The first round loads the code of each page.
        if (round === 0) continue;
        add(page, there);
        add('back to API Keys', back);
      }
      for (let row = 1; row <= 5; row += 1) {
        const took = await app.evaluate<number>(`bench.details(${row})`);
        if (round > 0) add('the details of a key', took);
      }
    }
  });
  return [...samples].map(([name, each]) => ({
    group: GROUP,
    name,
    unit: 'ms',
    samples: each,
    aim: AIM,
  }));
}
