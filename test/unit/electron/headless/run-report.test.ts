import { describe, expect, it } from 'vitest';
import { runReport } from '../../../../electron/headless/run-report';
import { ok } from '../../../../shared/lib/result';
import { request } from '../../../support/report-parts';

const run = async (
  isRecorded: boolean,
  signal = new AbortController().signal,
  output = 'r.csv',
) => {
  const told: string[] = [];
  const order = { request: request(), output, force: false, passphrase: null };
  const code = await runReport(order, signal, {
    session: {
      state: async () => ({ kind: 'locked', hasKeychainSlot: true }) as never,
      unlock: async () => ok(undefined),
      lock: async () => undefined,
    },
    export: async ({ path }) => ok({ path, count: 2, dataSha256: 'ab', isRecorded }),
    directory: '/x',
    out: (line) => void told.push(`out: ${line}`),
    error: (line) => void told.push(`error: ${line}`),
  });
  return { code, told };
};

describe('a run without a window', () => {
  it('says that its report is not recorded when the vault is open for reading only', async () => {
    const written = 'out: /x/r.csv\n2 rows, SHA-256 of the data ab';
    expect(await run(true)).toEqual({ code: 0, told: [written] });
    expect(await run(false)).toEqual({
      code: 0,
      told: [expect.stringMatching(/^error: The vault is open for reading only/), written],
    });
  });

  it('reserves standard output for a report that goes there', async () => {
    const { code, told } = await run(true, undefined, '-');
    expect(code).toBe(0);
    expect(told).toEqual(['error: 2 rows, SHA-256 of the data ab']);
  });

  it('unlocks nothing after a signal', async () => {
    const { code, told } = await run(true, AbortSignal.abort());
    expect(code).toBe(130);
    expect(told).toEqual([expect.stringMatching(/^error: The export was cancelled/)]);
  });
});
