import { runInNewContext } from 'node:vm';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../scripts/bootstrap/paths.mjs';
import { COUNTERS, countBlocks } from '../../scripts/fuzz/count-blocks.mjs';
import { attempt } from './attempt';
import { fuzz } from './fuzz';
import type { FuzzTarget } from './target';

const targetOf = (check: FuzzTarget['check']): FuzzTarget => ({
  name: 'x',
  property: 'x',
  words: ['wrong'],
  check,
});

describe('fuzzing', () => {
  it('finds an input for which the property fails, and shortens it', async () => {
    const target = targetOf((input) => {
      if (input.includes('wrong')) throw new Error('it does not hold');
    });
    const known = [Buffer.from('{"some":["json",1,2]}')];
    const { findings } = await fuzz(target, known, 1, (runs) => runs >= 2_000);
    expect(findings.map(({ input }) => input.toString())).toEqual(['wrong']);
  });

  it('is reproducible with the same seed', async () => {
    const inputsOf = async (seed: number) => {
      const inputs: string[] = [];
      const target = targetOf((input) => void inputs.push(input.toString('hex')));
      await fuzz(target, [Buffer.from('{"a":[1,{"b":null}]}')], seed, (runs) => runs >= 200);
      return inputs;
    };
    expect(await inputsOf(7)).toEqual(await inputsOf(7));
    expect(await inputsOf(7)).not.toEqual(await inputsOf(8));
  });

  it('detects prototype pollution, and reverts it', async () => {
    const pollute = targetOf(() => {
      const everything = Object.getPrototypeOf({}) as object;
      Reflect.defineProperty(everything, 'polluted', { value: 1, configurable: true });
    });
    const fault = await attempt(pollute, Buffer.alloc(0));
    expect(fault?.kind).toContain('every object got polluted');
    expect('polluted' in {}).toBe(false);
  });
});

describe('counting blocks', () => {
  /** Runs an instrumented function. @returns its result, and the count of each block */
  function counted(code: string, argument: unknown): { result: unknown; counts: number[] } {
    const parse = (text: string, options: object) => parseAst(text, options);
    const plugin = countBlocks();
    const made = plugin.transform.call({ parse }, code, inRoot('electron', 'x.ts'));
    const counts: number[] = [];
    const enter = (block: number) => {
      counts[block] = (counts[block] ?? 0) + 1;
    };
    const run = runInNewContext(`(${made?.code ?? ''})`, { $enter: enter }) as (
      given: unknown,
    ) => unknown;
    return { result: run(argument), counts };
  }

  it.each([
    ['(x) => x ? 1 : 2', 1, 1],
    ['(x) => (x ? { a: x } : null)', 5, { a: 5 }],
    ['(x) => x ?? (() => { throw new Error(); })()', 3, 3],
    ['(x) => { if (x) return 1; else return 2; }', 0, 2],
    ['(x) => { let sum = 0; for (const y of x) if (y > 1) sum += y; return sum; }', [1, 2, 3], 5],
    ['(x) => { let n = 0; while (n < x) n += 1; do n += 1; while (n < x); return n; }', 3, 4],
    ['(x) => x.map((y) => ({ y })).filter(({ y }) => y && y > 1).length', [0, 1, 2], 1],
    [
      'function named(x) { switch (x) { case 1: return "one"; default: return "other"; } }',
      1,
      'one',
    ],
  ])('does not change what code does: %s', (code, argument, wanted) => {
    const { result, counts } = counted(code, argument);
    expect(result).toEqual(wanted);
    expect(counts.length).toBeGreaterThan(0);
  });

  it('distinguishes two branches', () => {
    const code = '(x) => x ? 1 : 2';
    expect(counted(code, true).counts).not.toEqual(counted(code, false).counts);
  });

  it('ends an input that exceeds the work limit, and no later one', () => {
    const most = 3;
    const run = (times: number) =>
      runInNewContext(
        `${COUNTERS} fuzzBlocks.most = ${most}; for (let i = 0; i < ${times}; i++) $enter(7); fuzzBlocks.counts[7]`,
      ) as number;
    expect(run(most)).toBe(most);
    expect(() => run(most + 1)).toThrow('more work than its input is worth');
  });

  it('does not instrument other code', () => {
    const parse = () => null;
    expect(countBlocks().transform.call({ parse }, 'x', inRoot('test', 'x.ts'))).toBeNull();
  });
});
