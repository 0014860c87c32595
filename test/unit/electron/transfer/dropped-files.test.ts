import { expect, it } from 'vitest';
import { DroppedFiles } from '../../../../electron/transfer/dropped-files';
import type { Failure } from '../../../../shared/lib/failure';
import type { Result } from '../../../../shared/lib/result';
import { fail, ok } from '../../../../shared/lib/result';

/** A desk with fake results, beside a vault that is open or locked. */
function place() {
  const seen = {
    opened: [] as string[],
    kept: [] as (string | null)[],
    refused: 0,
    isOpen: true,
    isReviewed: false,
    answer: ok(null) as Result<unknown>,
  };
  const files = new DroppedFiles({
    desk: {
      get isReviewed() {
        return seen.isReviewed;
      },
      importFile: async (path) => {
        seen.opened.push(path);
        return seen.answer;
      },
    },
    mayOpen: async () => seen.isOpen,
    isKnownKind: (path) => path.endsWith('.csv'),
    onRefused: () => (seen.refused += 1),
    onKept: (name) => seen.kept.push(name),
  });
  const offer = (...paths: string[]) => files.offer(paths.map((path) => ({ name: 'n', path })));
  return { seen, files, offer };
}

const refusal = (fileName: string, problem: string): Partial<Failure> =>
  expect.objectContaining({ code: 'import-refused', fileName, problem }) as Partial<Failure>;

it('a file goes to the desk while the vault is open', async () => {
  const { seen, offer, files } = place();
  await offer('/a/keys.csv');
  expect(seen).toMatchObject({ opened: ['/a/keys.csv'], refused: 0 });
  expect(files.waiting).toBeNull();
});

it('a locked vault keeps the newest file until it is unlocked, and opens it once', async () => {
  const { seen, offer, files } = place();
  seen.isOpen = false;
  await offer('/a/one.csv');
  await offer('/a/two.csv');
  expect(seen.opened).toEqual([]);
  expect(files.waiting).toBe('two.csv');
  seen.isOpen = true;
  await Promise.all([files.openKept(), files.openKept()]);
  expect(seen.opened).toEqual(['/a/two.csv']);
  expect(seen.kept).toEqual(['one.csv', 'two.csv', null]);
});

it('a file that is read while the vault is locked stays pending', async () => {
  const { seen, offer, files } = place();
  seen.answer = fail({ code: 'vault-locked' });
  await offer('/a/keys.csv');
  expect(files.waiting).toBe('keys.csv');
  expect(seen.refused).toBe(0);
  seen.answer = ok(null);
  await files.openKept();
  expect(files.waiting).toBeNull();
  expect(seen.opened).toEqual(['/a/keys.csv', '/a/keys.csv']);
});

it('a file that cannot be imported is refused, with the reason returned once', async () => {
  const { seen, offer, files } = place();
  await offer();
  expect(seen.refused).toBe(0);
  await offer('/a/one.csv', '/a/two.csv');
  expect(files.takeRefusal()).toEqual(refusal('one.csv', 'several'));
  expect(files.takeRefusal()).toBeNull();
  await offer('');
  expect(files.takeRefusal()).toEqual(refusal('n', 'unreadable'));
  await offer('/a/photo.png');
  expect(files.takeRefusal()).toEqual(refusal('photo.png', 'wrong-kind'));
  seen.isReviewed = true;
  await offer('/a/keys.csv');
  expect(files.takeRefusal()).toEqual(refusal('keys.csv', 'busy'));
  seen.isReviewed = false;
  const failure: Failure = {
    code: 'import-refused',
    fileName: 'keys.csv',
    problem: 'empty',
    line: null,
  };
  seen.answer = fail(failure);
  await offer('/a/keys.csv');
  expect(files.takeRefusal()).toEqual(failure);
  expect(seen).toMatchObject({ opened: ['/a/keys.csv'], refused: 5 });
});
