import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  attacksIn,
  partOf,
  selection,
  verdictLine,
  verdictOn,
} from '../../scripts/test-parts/attacks.mjs';
import { playwrightResults, vitestResults } from '../../scripts/test-parts/test-results.mjs';

const LIST = `
# Threat model

- \`test/unit/other.test.ts\`

## The attacks

### memory

It is searched.

- \`test/app/memory.spec.ts\`: holds \${what} (or not)?
- \`test/unit/keys.test.ts\`

### switches

- \`test/package/package.spec.ts\`: refuses %s

## Words

### no attack
`;

const [memory, switches] = attacksIn(LIST);
const passed = (file: string, title: string) =>
  ({ file, title, status: 'passed', reason: '' }) as const;

describe('the list of attacks', () => {
  it('has each attack with its tests, and no other heading', () => {
    expect(attacksIn(LIST)).toEqual([
      {
        name: 'memory',
        tests: [
          { file: 'test/app/memory.spec.ts', title: 'holds ${what} (or not)?' },
          { file: 'test/unit/keys.test.ts', title: null },
        ],
      },
      {
        name: 'switches',
        tests: [{ file: 'test/package/package.spec.ts', title: 'refuses %s' }],
      },
    ]);
  });

  it('gives the part that runs a test, and the arguments of that part', () => {
    const tests = [...(memory?.tests ?? []), ...(switches?.tests ?? [])];
    expect(tests.map(partOf)).toEqual(['app', 'unit', 'package']);
    const [inApp, inUnit] = memory?.tests ?? [];
    expect(selection('unit', inUnit ? [inUnit, inUnit] : [])).toEqual(['test/unit/keys.test.ts']);
    expect(selection('app', inApp ? [inApp] : [])).toEqual([
      'test/app/memory.spec.ts',
      '--grep',
      String.raw`holds .* \(or not\)\?`,
    ]);
  });
});

describe('an attack', () => {
  const attack = memory ?? { name: '', tests: [] };
  const inApp = passed('test/app/memory.spec.ts', 'holds a name (or not)?');
  const inUnit = passed('test/unit/keys.test.ts', 'any');

  it('is held when all its tests have passed', () => {
    const verdict = verdictOn(attack, [inApp, inUnit, passed('test/unit/other.test.ts', 'other')]);
    expect(verdict).toEqual({ name: 'memory', word: 'held', passed: 2, lines: [] });
    expect(verdictLine(verdict)).toMatch(/^held +memory +2 tests$/);
  });

  it('broke something when one has failed, and says where to look', () => {
    const verdict = verdictOn(attack, [
      inApp,
      { ...inUnit, status: 'failed', reason: 'Error: found' },
    ]);
    expect(verdictLine(verdict)).toMatch(
      /^broke +memory\n +test\/unit\/keys.test.ts › any › Error: found$/,
    );
  });

  it('broke something when one of its tests has not run, though others have', () => {
    const { word, lines } = verdictOn(attack, [inUnit, { ...inApp, title: 'holds (or not)' }]);
    expect(word).toBe('broke');
    expect(lines).toEqual(['test/app/memory.spec.ts › holds ${what} (or not)? › has not run']);
  });

  it('names the first places to look at, and how many more there are', () => {
    const lines = ['1', '2', '3', '4', '5', '6', '7'];
    const text = verdictLine({ name: 'memory', word: 'broke', passed: 0, lines });
    expect(text.split('\n').map((line) => line.trim())).toEqual([
      expect.stringMatching(/^broke +memory$/),
      ...lines.slice(0, 5),
      'and 2 more',
    ]);
  });

  it('is not tried when its tests cannot run on this computer, and names the skipped tests when only some cannot', () => {
    const skipped = (result: typeof inApp) => ({ ...result, status: 'skipped' }) as const;
    expect(verdictOn(attack, [skipped(inApp), skipped(inUnit)]).word).toBe('not tried');
    const some = verdictOn(attack, [skipped(inApp), inUnit]);
    expect(verdictLine(some)).toMatch(
      /^held +memory +1 test, 1 cannot run here\n +test\/app\/memory.spec.ts › holds a name/,
    );
  });
});

it('reads each test of a report of vitest', () => {
  const name = path.resolve('test/unit/some.test.ts');
  const failed = {
    title: 'b',
    status: 'failed',
    failureMessages: ['\u{1b}[31mlost\u{1b}[39m\nat'],
  };
  const others = [
    { title: 'a', status: 'passed' },
    { title: 'c', status: 'pending' },
  ];
  expect(vitestResults({ testResults: [{ name, assertionResults: [failed, ...others] }] })).toEqual(
    [
      { file: 'test/unit/some.test.ts', title: 'b', status: 'failed', reason: 'lost' },
      { file: 'test/unit/some.test.ts', title: 'a', status: 'passed', reason: '' },
      { file: 'test/unit/some.test.ts', title: 'c', status: 'skipped', reason: '' },
    ],
  );
});

it('reads each test of a Playwright report, at any depth', () => {
  const spec = (title: string, ok: boolean, status: string, message?: string) => ({
    file: 'a.spec.ts',
    title,
    ok,
    tests: [{ status, results: [{ errors: message === undefined ? [] : [{ message }] }] }],
  });
  expect(
    playwrightResults({
      suites: [
        {
          specs: [spec('a', true, 'expected'), spec('b', true, 'skipped')],
          suites: [{ specs: [spec('c', false, 'unexpected', 'gone\nat')] }],
        },
      ],
    }),
  ).toEqual([
    { file: 'test/app/a.spec.ts', title: 'a', status: 'passed', reason: '' },
    { file: 'test/app/a.spec.ts', title: 'b', status: 'skipped', reason: '' },
    { file: 'test/app/a.spec.ts', title: 'c', status: 'failed', reason: 'gone' },
  ]);
});
