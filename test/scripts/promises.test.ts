import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REQUESTS } from '../../shared/contract/channels';
import { unprovedPromises } from '../support/promises';

const read = (file: string) => {
  const url = new URL(`../../${file}`, import.meta.url);
  return existsSync(url) ? readFileSync(url, 'utf8') : null;
};

test('each promise of SECURITY.md and each row of the threat model has a test that exists, or says why it has none', () => {
  const security = read('SECURITY.md') ?? '';
  const threatModel = read('docs/threat-model.md') ?? '';
  expect(unprovedPromises({ security, threatModel, read })).toEqual([]);
});

test('each request of the contract has one row in the table of SECURITY.md, and no other has', () => {
  const [, section = ''] = (read('SECURITY.md') ?? '').split('## What the page may ask for');
  const [table = ''] = section.split('\n## ');
  const named = table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => [...(line.split('|').at(-2) ?? '').matchAll(/`([^`]+)`/g)])
    .map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(REQUESTS));
  expect(named).toHaveLength(REQUESTS.length);
});

const SECURITY = `
## What is protected

| against | how     |
| ------- | ------- |
| thieves | sealing |
| rain    | a roof  |
`;

const modelWith = ({ cell = '[files](#files)', tests = "- `a.test.ts`: it's sealed" } = {}) => `
## The promises of SECURITY.md

| promise | tests                              |
| ------- | ---------------------------------- |
| thieves | ${cell} |
| rain    | by design: nothing gets wet here   |

## The attacks

### files

${tests}
`;

const problemsOf = (threatModel: string, security = SECURITY) =>
  unprovedPromises({
    security,
    threatModel,
    read: (file) => (file === 'a.test.ts' ? `it("it's sealed", () => {});` : null),
  });

test('a promise is proved by a test that exists, or has a reason for having none', () => {
  expect(problemsOf(modelWith())).toEqual([]);
  expect(problemsOf(modelWith({ tests: '- `a.test.ts`' }))).toEqual([]);
});

test.each([
  ['no row', modelWith(), SECURITY.replace('rain ', 'snow ')],
  ['no test', modelWith({ cell: '' })],
  ['no reason', modelWith({ cell: 'by design: so' })],
  ['an attack that is not listed', modelWith({ cell: '[files](#files), [others](#others)' })],
  ['an attack without a test', modelWith({ tests: '' })],
  ['a file that does not exist', modelWith({ tests: '- `b.test.ts`' })],
  ['a test that does not exist', modelWith({ tests: '- `a.test.ts`: is sealed' })],
])('a promise with %s is named', (_what, threatModel, security = SECURITY) => {
  expect(problemsOf(threatModel, security)).not.toEqual([]);
});
