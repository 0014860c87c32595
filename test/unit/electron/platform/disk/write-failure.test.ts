import { describe, expect, it } from 'vitest';
import { systemErrorCode } from '../../../../../electron/platform/disk/file-system';
import { writeFailure } from '../../../../../electron/platform/disk/write-failure';

const systemError = (code: unknown) => Object.assign(new Error(String(code)), { code });

describe('the failure of a write', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'no-permission'],
    ['EPERM', 'no-permission'],
    ['EROFS', 'no-permission'],
    ['EIO', 'other'],
    ['EMFILE', 'other'],
    ['constructor', 'other'],
  ])('%s is %s', (reason, problem) => {
    expect(writeFailure('/v', systemError(reason))).toEqual({
      code: 'write-failed',
      path: '/v',
      problem,
      reason,
    });
  });

  it('does not cover a bug', () => {
    expect(() => writeFailure('/v', new TypeError('bug'))).toThrow('bug');
  });
});

describe('systemErrorCode', () => {
  it('is the code of a system error, and null for anything else', () => {
    expect(systemErrorCode(systemError('ENOENT'))).toBe('ENOENT');
    for (const other of [new Error('x'), systemError(2), 'ENOENT', null, { code: 'ENOENT' }]) {
      expect(systemErrorCode(other)).toBeNull();
    }
  });
});
