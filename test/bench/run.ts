import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError, runProgram } from '../support/run-program';
import { measureActivity } from './activity-work';
import { measureAtRest } from './at-rest';
import { measureBulkChange } from './bulk-change';
import { measureCreate } from './durable-create';
import type { Figure } from './figure';
import { summarise } from './figure';
import { measureOpening } from './opening';
import { measurePageSize } from './page-size';
import { Profiles } from './profiles';
import { machine, reportText } from './report';
import { measureReports } from './reports';
import { measureReportsInApp } from './reports-in-app';
import { measureStartUp } from './start-up';
import { measureSync } from './syncing';
import { measureTable } from './table-work';
import { measureViews } from './view-work';

// `npm run bench -- [--quick] [--json FILE] [--only PART]`: figures to compare, never to fail on. They come from
// interleaved runs as medians; what carries over to another machine are the ratios.

const SIZES = [1_000, 10_000, 100_000];

/** The number of rounds; a list has one for each size. */
const FULL = {
  starts: 15,
  rest: { rounds: 3, seconds: 60 },
  tableRounds: 5,
  openings: [30, 15, 7],
  creates: 300,
  rewrites: [30, 15, 5],
  reports: 5,
  activityRounds: 5,
};
const QUICK: typeof FULL = {
  starts: 5,
  rest: { rounds: 1, seconds: 10 },
  tableRounds: 1,
  openings: [10, 5, 2],
  creates: 100,
  rewrites: [10, 5, 1],
  reports: 2,
  activityRounds: 1,
};

const sizes = (runs: readonly number[]) =>
  SIZES.map((keys, index) => ({ keys, runs: runs[index] ?? 1 }));

type Measure = (profiles: Profiles, amount: typeof FULL) => Promise<Figure[]>;
const PARTS: Record<string, Measure> = {
  'start-up': (profiles, { starts }) => measureStartUp(profiles, starts),
  'page-size': measurePageSize,
  'at-rest': (profiles, { rest }) => measureAtRest(profiles, rest),
  table: (profiles, { tableRounds }) =>
    measureTable(profiles, { sizes: SIZES, rounds: tableRounds }),
  views: (profiles, { tableRounds }) => measureViews(profiles, tableRounds),
  opening: (profiles, { openings }) => measureOpening(profiles, sizes(openings)),
  reports: (profiles, { reports }) => measureReports(profiles, reports),
  'reports-in-app': (profiles, { reports }) => measureReportsInApp(profiles, reports),
  sync: (profiles, { creates }) => measureSync(profiles, Math.ceil(creates / 10)),
  activity: (profiles, { activityRounds }) => measureActivity(profiles, activityRounds),
  'bulk-change': (profiles, { activityRounds }) => measureBulkChange(profiles, activityRounds),
  // Last, because it adds keys to the vaults that the others only read.
  create: (profiles, { creates, rewrites }) =>
    measureCreate(profiles, { sizes: sizes(rewrites), rounds: creates }),
};

await runProgram(async () => {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const names = values.only === undefined ? Object.keys(PARTS) : [values.only];
  const profiles = await Profiles.make();
  const figures: Figure[] = [];
  try {
    for (const name of names) {
      const part = PARTS[name];
      if (!part)
        throw new UsageError(`No part "${name}". Parts: ${Object.keys(PARTS).join(', ')}.`);
      const start = performance.now();
      figures.push(...(await part(profiles, values.quick ? QUICK : FULL)));
      console.log(`measured ${name} in ${((performance.now() - start) / 1000).toFixed(0)} s`);
    }
  } finally {
    await profiles.remove();
  }
  const { system, processor, cores, memoryGiB, node, electron } = machine();
  console.log(`
${processor}, ${cores} cores, ${memoryGiB} GiB; ${system}; Node ${node}, Electron ${electron}
`);
  console.log(reportText(figures));
  if (values.json !== undefined) {
    const report = {
      machine: machine(),
      quick: values.quick,
      figures: figures.map((figure) => ({ ...figure, summary: summarise(figure) })),
    };
    await writeFile(resolve(values.json), `${JSON.stringify(report, null, 2)}\n`);
  }
  return 0;
});
