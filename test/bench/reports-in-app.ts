import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RawBridge } from '../../shared/contract/bridge';
import type { ReportFormat, ReportRequest } from '../../shared/reports/report';
import { FIRST_REQUEST } from '../../shared/reports/report';
import { launchApp } from '../support/app';
import { chooseTarget } from '../support/file-dialogs';
import { unlock } from '../support/main-job';
import type { Figure } from './figure';
import type { Profiles } from './profiles';
import { PASSPHRASE } from './profiles';

const GROUP = 'Exporting from the window of the app, while it is used';

/** Of one export, in milliseconds. */
interface Watched {
  took: number;
  longestPing: number;
  /** only tasks over 50 ms are known; 0 when there was none */
  longestTask: number;
}

/**
 * Exports in the real app: the time, the longest wait of the window for the main process, and the
 * longest task of the page.
 */
export async function measureReportsInApp(profiles: Profiles, runs: number): Promise<Figure[]> {
  return [
    ...(await measureIn(profiles, 1_000, ['pdf'], runs)),
    ...(await measureIn(profiles, 100_000, ['csv', 'xlsx'], runs)),
  ];
}

async function measureIn(
  profiles: Profiles,
  keys: number,
  formats: readonly ReportFormat[],
  runs: number,
): Promise<Figure[]> {
  const { userData } = await profiles.filled(keys);
  const folder = profiles.path('reports-in-app');
  await mkdir(folder, { recursive: true });
  const { app, page, close } = await launchApp({ userData });
  const figures: Figure[] = [];
  try {
    await unlock(page, PASSPHRASE);
    await page.getByRole('link', { name: 'Reports' }).click();
    await page.getByRole('heading', { name: 'API key inventory' }).waitFor();
    const idle = await watch(page, null);
    for (const format of formats) {
      await chooseTarget(app, join(folder, `report.${format}`));
      const watched: Watched[] = [];
      for (let run = 0; run <= runs; run += 1) {
        const found = await watch(page, { ...FIRST_REQUEST, format });
        if (run > 0) watched.push(found);
      }
      const name = `${format.toUpperCase()}, ${keys.toLocaleString('en-GB')} keys`;
      figures.push(
        {
          group: GROUP,
          name,
          unit: 'ms',
          samples: watched.map(({ took }) => took),
          ...(format === 'pdf' ? { aim: { of: 'value', atMost: 3_000 } } : {}),
        },
        {
          group: GROUP,
          name: `${name}, longest wait for an answer of main`,
          unit: 'ms',
          samples: watched.map(({ longestPing }) => longestPing),
          floor: { name: 'while nothing is exported', samples: [idle.longestPing] },
          aim: { of: 'value', atMost: 50 },
        },
        {
          group: GROUP,
          name: `${name}, longest task of the page (0: none over 50 ms)`,
          unit: 'ms',
          samples: watched.map(({ longestTask }) => longestTask),
          aim: { of: 'value', atMost: 50 },
        },
      );
    }
  } finally {
    await close();
  }
  return figures;
}

/**
 * Exports, or waits for two seconds, and pings the main process meanwhile. Everything is measured
 * in the page.
 */
const watch = (page: Page, request: ReportRequest | null): Promise<Watched> =>
  page.evaluate(async (wanted) => {
    const { ownchat } = globalThis as unknown as { ownchat: RawBridge };
    let longestTask = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
    });
    observer.observe({ type: 'longtask' });
    const over = new AbortController();
    let longestPing = 0;
    const pinging = (async () => {
      while (!over.signal.aborted) {
        const asked = performance.now();
        await ownchat.request('app:about', undefined);
        longestPing = Math.max(longestPing, performance.now() - asked);
        // Often enough to notice every wait of 50 ms, and rarely enough not to load the main
        // process.
        await new Promise((resume) => setTimeout(resume, 5));
      }
    })();
    const start = performance.now();
    // For the floor: the minimum duration of an export.
    if (wanted === null) await new Promise((resume) => setTimeout(resume, 2_000));
    else {
      const answer = await ownchat.request('reports:export', wanted);
      if (!(JSON.parse(answer) as { ok: boolean }).ok) throw new Error(answer);
    }
    const took = performance.now() - start;
    over.abort();
    await pinging;
    observer.disconnect();
    return { took, longestPing, longestTask };
  }, request);
