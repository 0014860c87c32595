import { describe, expect, it } from 'vitest';
import { reportFailure } from '../../../../../electron/platform/disk/report-failure';

const systemError = (code: string) => Object.assign(new Error(code), { code });

describe('why a report was not written', () => {
  it.each([
    ['ENOENT', 'folder-missing'],
    ['ENOTDIR', 'folder-missing'],
    ['ENAMETOOLONG', 'name-too-long'],
    ['EISDIR', 'is-a-folder'],
    ['ENOSPC', 'disk-full'],
    ['EACCES', 'no-permission'],
    ['NOT_A_FILE', 'not-a-file'],
    ['constructor', 'other'],
  ])('%s is %s', (reason, problem) => {
    const failure = reportFailure('/r', systemError(reason));
    expect(failure).toEqual({ code: 'report-not-written', path: '/r', problem, reason });
  });

  it('is said of a file that is there, which is not written over', () => {
    const failure = reportFailure('/r', systemError('EEXIST'));
    expect(failure).toEqual({ code: 'report-exists', path: '/r' });
  });

  it('is no excuse for a bug', () => {
    expect(() => reportFailure('/r', new TypeError('bug'))).toThrow('bug');
  });
});
