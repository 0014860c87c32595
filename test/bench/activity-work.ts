import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { ActivityReading } from '../../electron/activity/activity-reading';
import type { ActivityVault } from '../../electron/activity/recorded-event';
import { chainStart, encodeLine } from '../../electron/vault/format/activity-line';
import { DataKey } from '../../electron/vault/crypto/data-key';
import { readBackwards } from '../../electron/vault/activity/read-backwards';
import type { LogPosition } from '../../electron/vault/format/snapshot-schema';
import { verifyChain } from '../../electron/vault/activity/verify-chain';
import { NO_ACTIVITY_FILTER } from '../../shared/activity/activity';
import { ok } from '../../shared/lib/result';
import type { Figure } from './figure';
import type { Profiles } from './profiles';

const VAULT_ID = 'b0e8b3a4-0000-4000-8000-000000000001';
const START: LogPosition = { sequence: 0, offset: 0, tag: chainStart(VAULT_ID) };
const LENGTHS = [1_000, 100_000, 1_000_000];
const AT = '2026-11-23T09:12:00.000Z';
const NEVER = new AbortController().signal;

/** A sealed log of its own, without a vault around it. */
interface Log {
  path: string;
  end: LogPosition;
  dataKey: DataKey;
}

/**
 * The time to verify a log, against reading its bytes; and of the first page of the activity, which
 * must not depend on the length of the log.
 */
export async function measureActivity(profiles: Profiles, rounds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  let shortest: number[] = [];
  for (const lines of LENGTHS) {
    const log = await writeLog(profiles.path(`activity-${lines}.jsonl`), lines);
    const pages: number[] = [];
    for (let round = 0; round <= rounds * 5; round += 1) {
      const took = await timed(() => firstPage(log));
      // The first one warms up.
      if (round > 0) pages.push(took);
    }
    if (shortest.length === 0) shortest = pages;
    const shown = lines.toLocaleString('en-GB');
    figures.push({
      group: 'The activity',
      name: `newest page of ${shown} lines`,
      unit: 'ms',
      samples: pages,
      floor: { name: 'of 1,000 lines', samples: shortest },
      aim: { of: 'ratio', atMost: 1.5 },
    });
    if (lines !== LENGTHS.at(-1)) continue;
    const verifying: number[] = [];
    const reading: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      reading.push(await timed(() => readThrough(log.path)));
      verifying.push(await timed(() => verify(log)));
    }
    figures.push({
      group: 'The activity',
      name: `verifying ${shown} lines`,
      unit: 'ms',
      samples: verifying,
      floor: { name: 'reading the same bytes', samples: reading },
      aim: { of: 'value', atMost: 20_000 },
    });
  }
  return figures;
}

async function writeLog(path: string, lines: number): Promise<Log> {
  const dataKey = new DataKey(Buffer.alloc(32, 7), VAULT_ID);
  const file = createWriteStream(path);
  let end = START;
  for (let sequence = 1; sequence <= lines; sequence += 1) {
    const { line, tag } = encodeLine(
      {
        sequence,
        commitEnd: sequence,
        at: AT,
        actor: 'alex.morgan',
        event: 'key.updated',
        keyId: '01900000-0000-7000-8000-000000000001',
        change: {
          before: {
            note: 'as it was, in a sentence or two of the kind people write',
            updatedAt: AT,
          },
          after: { note: 'as it is now, in a sentence or two of the same kind', updatedAt: AT },
        },
      },
      end.tag,
      VAULT_ID,
      dataKey,
    );
    end = { sequence, offset: end.offset + line.length, tag };
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return { path, end, dataKey };
}

async function verify({ path, end, dataKey }: Log): Promise<void> {
  const handle = await open(path, 'r');
  const log = { handle, size: end.offset, end, vaultId: VAULT_ID, dataKey };
  const { verdict } = await verifyChain(log, START);
  await handle.close();
  if (verdict.kind !== 'whole') throw new Error(`the log is ${verdict.kind}`);
}

/** As the page requests it, including opening the file. */
async function firstPage({ path, end, dataKey }: Log): Promise<void> {
  const vault: ActivityVault = {
    keys: new Map(),
    ledger: { entries: new Map() },
    activity: {
      end,
      archives: [],
      readArchiveBack: () => {
        throw new Error('not asked for');
      },
      async readBack(from, take) {
        const handle = await open(path, 'r');
        const log = { handle, size: end.offset, end, vaultId: VAULT_ID, dataKey };
        const brokenLine = await readBackwards(log, from ?? end, START, take, NEVER);
        await handle.close();
        return ok({ brokenLine });
      },
      walk: () => {
        throw new Error('not asked for');
      },
    },
  };
  const reading = new ActivityReading({ vault: () => vault, onProgress: () => undefined });
  const page = await reading.page(null, NO_ACTIVITY_FILTER, 0);
  if (!page.ok || page.value.entries.length === 0) throw new Error('the page is empty');
}

async function readThrough(path: string): Promise<void> {
  const stream = createReadStream(path, { highWaterMark: 512 * 1024 });
  stream.resume();
  await once(stream, 'end');
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
