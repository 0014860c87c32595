import { expect, it, vi } from 'vitest';
import { bootstrap } from '../../scripts/bootstrap/bootstrap.mjs';

vi.mock('../../scripts/bootstrap/bootstrap.mjs', () => ({
  bootstrap: vi.fn(() => Promise.reject(new Error('far enough'))),
}));

it.each([
  ['demo', false],
  ['tour', false],
  ['bench', true],
  ['faults', true],
  ['attack', true],
])('npm run %s: a keychain to test with is needed: %s', async (name, forTests) => {
  const { main } = (await import(`../../scripts/commands/${name}.mjs`)) as {
    main: (args: string[]) => Promise<number>;
  };
  await expect(main([])).rejects.toThrow('far enough');
  expect(vi.mocked(bootstrap).mock.lastCall?.[0]?.forTests ?? false).toBe(forTests);
});
