import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findKeys } from '../../../renderer/app/shell/find-keys';
import { KeyCounter, knownCounts } from '../../../renderer/app/shell/key-counts';
import { KeyIndex } from '../../../renderer/features/keys/store/key-index';
import { countKeys } from '../../../renderer/features/security-check/count-keys';
import { risksOf } from '../../../shared/keys/risks';
import { NOTHING_IN_FORCE } from '../../../shared/rules/rules-in-force';
import { apiKey, NOW } from './some-api-key';

const RULES = { ...NOTHING_IN_FORCE, isReadable: true };
const DAY_MS = 24 * 60 * 60_000;

/** More keys than one piece has. */
const keys = Array.from({ length: 4_500 }, (_, number) =>
  apiKey({
    id: `01930000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    expiresAt: number % 3 === 0 ? new Date(NOW + (number % 40) * DAY_MS).toISOString() : null,
  }),
);

/** The pieces that wait for an idle moment. */
let pieces: (() => void)[] = [];
beforeEach(() => {
  pieces = [];
  vi.stubGlobal('requestIdleCallback', (piece: () => void) => pieces.push(piece));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Runs the next piece, and what follows from it. */
async function runPiece(): Promise<void> {
  await vi.waitFor(() => expect(pieces).not.toEqual([]));
  pieces.shift()?.();
  await new Promise((resolve) => setImmediate(resolve));
}
async function runAll(): Promise<void> {
  do await runPiece();
  while (pieces.length > 0);
}

describe('counting the keys', () => {
  it('in pieces gives the same findings as all at once, and stops when it is not wanted', async () => {
    const index = new KeyIndex(keys);
    const counting = countKeys(index, RULES, NOW, () => true);
    await runAll();
    expect((await counting)?.risks).toEqual(risksOf(keys, NOW, RULES));
    let isWanted = true;
    const ended = countKeys(index, RULES, NOW, () => isWanted);
    await runPiece();
    isWanted = false;
    await runPiece();
    expect(await ended).toBeNull();
    expect(pieces).toEqual([]);
  });

  it('shows the last counts until the next are made, and drops those that are overtaken', async () => {
    const counter = new KeyCounter();
    const seen: number[] = [];
    counter.subscribe(() => seen.push(counter.read()?.census.keys ?? 0));
    const [all, fewer] = [new KeyIndex(keys), new KeyIndex(keys.slice(0, 10))];
    counter.want({ index: all, rules: RULES, now: NOW });
    // The same again begins nothing.
    counter.want({ index: all, rules: RULES, now: NOW });
    await vi.waitFor(() => expect(pieces).toHaveLength(1));
    await runAll();
    expect(seen).toEqual([4_500]);

    counter.want({ index: all, rules: RULES, now: NOW + 1 });
    await runPiece();
    counter.want({ index: fewer, rules: RULES, now: NOW + 1 });
    expect(counter.read()?.census.keys).toBe(4_500);
    await runAll();
    expect(seen).toEqual([4_500, 10]);
    expect(knownCounts({ index: fewer, rules: RULES, now: NOW + 1 })?.keys).toBe(10);
    expect(knownCounts({ index: fewer, rules: RULES, now: NOW + 2 })).toBeNull();
  });

  it('finds the keys of an address whether they were counted or not', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(NOW);
    const [index, other] = [new KeyIndex(keys), new KeyIndex(keys)];
    const counter = new KeyCounter();
    counter.want({ index, rules: RULES, now: NOW });
    await runAll();
    const code = 'expires-in-14-days';
    const expected = risksOf(keys, NOW, RULES).find((risk) => risk.code === code);
    for (const each of [index, other]) {
      expect([...(findKeys(code, each, RULES)?.keyIds ?? [])]).toEqual(expected?.keyIds);
    }
    expect(findKeys('something else', index, RULES)).toBeNull();
  });
});
