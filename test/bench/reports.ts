import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { realFileSystem } from '../../electron/platform/disk/file-system';
import { garbageCollector } from '../../electron/lib/collect-garbage';
import { buildReport } from '../../electron/reports/content/build-report';
import { exportReport } from '../../electron/reports/export/export-report';
import { Pacer } from '../../electron/reports/pacer';
import type { ReportVault } from '../../electron/reports/report-vault';
import { sourceOf } from '../../electron/reports/report-vault';
import type { ReportFormat, ReportRequest } from '../../shared/reports/report';
import { FIRST_REQUEST } from '../../shared/reports/report';
import { ok } from '../../shared/lib/result';
import { demoKeys } from '../demo/demo-keys';
import {
  APP_DIRECTORY,
  appEnvironment,
  appSwitches,
  electronExecutable,
  sandboxSwitches,
} from '../support/electron';
import { expectOk } from '../support/expect-ok';
import { NO_ACTIVITY } from '../support/report-parts';
import type { Figure } from './figure';
import type { Profiles } from './profiles';
import { PASSPHRASE } from './profiles';

const GROUP = 'Exporting an inventory, from the keys to the file in place';
const MANY = 100_000;
const PRINTED = 1_000;
const CONTEXT = { workspace: 'Bench', generatedBy: 'bench', appVersion: '0', now: Date.now() };
const MIB = 2 ** 20;

const collectGarbage = garbageCollector();

/** Exports of many keys: their time, how long they block the process, and their memory. */
export async function measureReports(profiles: Profiles, runs: number): Promise<Figure[]> {
  const vault = vaultOf(MANY);
  const folder = profiles.path('reports');
  await mkdir(folder, { recursive: true });
  const floor = await jsonFloor(vault, runs);
  const figures: Figure[] = [
    {
      group: GROUP,
      name: `JSON.stringify of the same rows, ${count(MANY)}`,
      unit: 'ms',
      samples: floor,
    },
  ];
  for (const format of ['csv', 'json', 'ndjson', 'xlsx', 'html'] as const) {
    const { times, delays, memory } = await measureExports(vault, format, folder, runs);
    const name = `${format.toUpperCase()}, ${count(MANY)}`;
    const isStreamed = format !== 'xlsx' && format !== 'html';
    figures.push(
      {
        group: GROUP,
        name,
        unit: 'ms',
        samples: times,
        floor: { name: 'JSON.stringify', samples: floor },
        ...(format === 'csv' ? { aim: { of: 'ratio', atMost: 3 } } : {}),
        ...(format === 'xlsx' ? { aim: { of: 'value', atMost: 6_000 } } : {}),
      },
      {
        group: GROUP,
        name: `${name}, longest wait for an answer`,
        unit: 'ms',
        samples: delays,
        aim: { of: 'value', atMost: 50 },
      },
      {
        group: GROUP,
        name: `${name}, memory while it runs`,
        unit: 'MiB',
        samples: memory,
        ...(isStreamed ? { aim: { of: 'value', atMost: 64 } } : {}),
      },
    );
  }
  figures.push(await measurePdf(profiles, runs));
  return figures;
}

const count = (keys: number) => `${keys.toLocaleString('en-GB')} keys`;

/** A vault with demo keys only: the report is measured, not the vault. */
function vaultOf(keys: number): ReportVault {
  const records = [...demoKeys({ keys, seed: 1, now: CONTEXT.now })].map(({ record }) => record);
  return {
    keys: new Map(records.map((record) => [record.id, { record, sealedSecret: {} }])),
    settings: new Map(),
    actor: 'bench',
    isReadOnly: false,
    commit: async (prepare) => prepare(),
    activity: { walk: async () => ok(NO_ACTIVITY) },
  };
}

const requestFor = (format: ReportFormat): ReportRequest => ({ ...FIRST_REQUEST, format });

async function jsonFloor(vault: ReportVault, runs: number): Promise<number[]> {
  const report = await buildReport(sourceOf(vault), requestFor('csv'), CONTEXT, new Pacer());
  const rows: object[] = [];
  await report.eachRows((more) => {
    for (const row of more)
      rows.push(
        Object.fromEntries(report.columns.map(({ id }, index) => [id, row[index] ?? null])),
      );
  });
  const samples: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const start = performance.now();
    JSON.stringify(rows);
    if (run > 0) samples.push(performance.now() - start);
  }
  return samples;
}

async function measureExports(
  vault: ReportVault,
  format: ReportFormat,
  folder: string,
  runs: number,
): Promise<{ times: number[]; delays: number[]; memory: number[] }> {
  const times: number[] = [];
  const delays: number[] = [];
  const parts = { fs: realFileSystem, fontFaces: async () => '', print: async () => null };
  const order = {
    request: requestFor(format),
    context: CONTEXT,
    path: join(folder, `report.${format}`),
    mode: 'replace' as const,
    signal: new AbortController().signal,
  };
  for (let run = 0; run <= runs; run += 1) {
    collectGarbage();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const start = performance.now();
    expectOk(await exportReport(parts, vault, order));
    const time = performance.now() - start;
    delay.disable();
    if (run === 0) continue;
    times.push(time);
    delays.push(delay.max / 1e6);
  }
  return { times, delays, memory: [await memoryOf(parts, vault, order)] };
}

/** Live memory during the report, above the level before; measured in a separate run. */
async function memoryOf(
  parts: Parameters<typeof exportReport>[0],
  vault: ReportVault,
  order: Parameters<typeof exportReport>[2],
): Promise<number> {
  const used = () => {
    collectGarbage();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return heapUsed + external + arrayBuffers;
  };
  const before = used();
  let most = before;
  let next = 0;
  const onProgress = (done: number, total: number) => {
    if (done < next) return;
    next = done + total / 20;
    most = Math.max(most, used());
  };
  expectOk(await exportReport(parts, vault, { ...order, onProgress }));
  return (most - before) / MIB;
}

/** The whole command: start of the app, Argon2id, print, end. */
async function measurePdf(profiles: Profiles, runs: number): Promise<Figure> {
  const { userData } = await profiles.filled(PRINTED);
  const passphrase = join(userData, 'passphrase');
  await writeFile(passphrase, PASSPHRASE, { mode: 0o600 });
  const samples: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const output = join(userData, 'report.pdf');
    const start = performance.now();
    const code = await runApp(userData, [
      '--report=inventory',
      `--output=${output}`,
      `--passphrase-file=${passphrase}`,
    ]);
    if (code !== 0) throw new Error(`the app ended with ${code}`);
    if (run > 0) samples.push(performance.now() - start);
    await rm(output);
  }
  return {
    group: GROUP,
    name: `PDF, ${count(PRINTED)}, the whole command without a window`,
    unit: 'ms',
    samples,
  };
}

function runApp(userData: string, args: string[]): Promise<number | null> {
  const all = [
    ...sandboxSwitches(),
    APP_DIRECTORY,
    ...appSwitches({ userData }),
    '--ozone-platform=headless',
    '--log-level=3',
    ...args,
  ];
  const app = spawn(electronExecutable(), all, { env: appEnvironment(), stdio: 'ignore' });
  return new Promise((done, fail) => {
    app.once('error', fail);
    app.once('exit', done);
  });
}
