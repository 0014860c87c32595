import { parentPort, isMainThread } from 'node:worker_threads';
import { parseArgs } from 'node:util';
import { UsageError, runProgram } from '../support/run-program';
import { wholeNumber } from '../support/parse-whole-number';
import { TARGETS } from './targets';
import { fuzzInWorker } from './watched-run';
import { workInWorker } from './worker';

// `npm run fuzz -- TARGET [--minutes N] [--seed S]`: fuzzes one reader of the app with mutations of
// its corpus and of each input that reached new code. An input that fails the property is shortened
// and added to the corpus, and the run continues.

if (isMainThread) await runProgram(main);
else if (parentPort) await workInWorker(parentPort);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' } },
  });
  const [name] = positionals;
  const target = TARGETS.find((each) => each.name === name);
  if (!target) {
    const list = TARGETS.map((each) => `  ${each.name.padEnd(15)} ${each.property}`).join('\n');
    throw new UsageError(`Usage: npm run fuzz -- TARGET [--minutes N] [--seed S]\n\n${list}`);
  }
  const minutes = wholeNumber('--minutes', values.minutes, { least: 1, most: 10_000 });
  const seed = values.seed
    ? wholeNumber('--seed', values.seed, { least: 0, most: 2 ** 31 })
    : Math.floor(Math.random() * 2 ** 31);
  console.log(`${target.name}: ${target.property} (--seed ${seed})`);
  return fuzzInWorker(target, seed, minutes);
}
