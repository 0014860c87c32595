import { describe, expect, it } from 'vitest';
import { reportFailure } from '../../../../../electron/platform/disk/report-failure';

const systemError = (code: string) => Object.assign(new Error(code), { code });

describe('the failure of a report', () => {
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

  it('is specific for an existing file, which is not overwritten', () => {
    const failure = reportFailure('/r', systemError('EEXIST'));
    expect(failure).toEqual({ code: 'report-exists', path: '/r' });
  });

  it('does not cover a bug', () => {
    expect(() => reportFailure('/r', new TypeError('bug'))).toThrow('bug');
  });
});
