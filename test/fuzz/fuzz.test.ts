import { describe, expect, it } from 'vitest';
import { attempt } from './attempt';
import { readCorpus } from './corpus';
import { fuzz } from './fuzz';
import { TARGETS } from './targets';

// A short version of `npm run fuzz`: every stored input, and some mutations.

const RUNS = 120;
const seed = Number(process.env['OWNCHAT_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

describe.each(TARGETS)('$name', (target) => {
  it(`${target.property}: for every input of the corpus`, async () => {
    const corpus = await readCorpus(target);
    expect(corpus.length).toBeGreaterThan(2);
    for (const { file, input } of corpus) {
      expect((await attempt(target, input))?.error, file).toBeUndefined();
    }
  });

  it(`… and for ${RUNS} others (OWNCHAT_TEST_SEED=${seed})`, async () => {
    const known = (await readCorpus(target)).map(({ input }) => input);
    const { findings } = await fuzz(target, known, seed, (runs) => runs >= known.length + RUNS);
    expect(findings.map(({ input, error }) => [input.toString('latin1'), error])).toEqual([]);
  });
});
