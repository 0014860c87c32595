import { expect, it } from 'vitest';
import {
  errorText,
  expectedFailure,
  explain,
  Failure,
  npmErrors,
  tail,
} from '../../scripts/bootstrap/failure.mjs';

it.each([
  ['npm error code ENOSPC', 'the disk is full'],
  ["EACCES: permission denied, mkdir '/root/x'", 'a file or folder may not be written'],
  [
    'npm error network request to https://x failed, reason: getaddrinfo ENOTFOUND x',
    'the network could not be reached',
  ],
  ['TypeError: fetch failed', 'the network could not be reached'],
  ['npm error code E404', 'the package registry refused the request'],
  ['npm error code EINTEGRITY', 'a downloaded package is not the one that was published'],
  ['something else', 'see its output'],
])('explains %s', (output, cause) => {
  expect(explain(output).cause).toBe(cause);
});

it('shows what happened, the details, and what to do next', () => {
  expect(new Failure('It broke.', 'Mend it.', 'a\nb').text()).toBe(
    '\nIt broke.\n\n    a\n    b\nMend it.',
  );
});

it('keeps npm’s reason and drops the rest', () => {
  const output =
    'npm warn old\nnpm error code EUSAGE\nnpm error\nnpm error lock out of sync\nnpm error     at x (y.js:1:2)\nnpm error A complete log of this run\n';
  expect(npmErrors(output)).toBe('npm error code EUSAGE\nnpm error lock out of sync');
});

it('keeps the last lines and an error’s code', () => {
  expect(tail('1\n2\n3\n', 2)).toBe('2\n3');
  expect(errorText(Object.assign(new Error('no'), { code: 'EIO' }))).toBe('EIO: no');
});

it('tells a full or locked disk wherever it is noticed, and keeps the stack of a bug', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, mkdtemp'), {
    code: 'ENOSPC',
  });
  expect(expectedFailure(full)?.text()).toMatch(/the disk is full.*\nFree some space/);
  expect(expectedFailure(Object.assign(new Error('no'), { code: 'EROFS' }))?.text()).toMatch(
    /may not be written \(EROFS: no\)\.\nMake the folder/,
  );
  const own = new Failure('It broke.', 'Mend it.');
  expect(expectedFailure(own)).toBe(own);
  expect(expectedFailure(new TypeError('x is undefined'))).toBeNull();
  expect(expectedFailure(null)).toBeNull();
});
