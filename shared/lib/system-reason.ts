/** The reasons for a failed file call that have words: `shared/words/en/failures.ts`. */
export type SystemReason =
  | 'missing'
  | 'exists'
  | 'is-a-folder'
  | 'not-a-folder'
  | 'not-a-file'
  | 'too-large'
  | 'no-permission'
  | 'read-only-disk'
  | 'disk-full'
  | 'disk-fault'
  | 'disk-gone'
  | 'too-many-files'
  | 'no-memory'
  | 'in-use'
  | 'link-loop'
  | 'name-too-long'
  | 'too-slow'
  | 'other';

const REASONS = new Map<string, SystemReason>([
  ['ENOENT', 'missing'],
  ['EEXIST', 'exists'],
  ['ENOTEMPTY', 'exists'],
  ['EISDIR', 'is-a-folder'],
  ['ENOTDIR', 'not-a-folder'],
  ['NOT_A_FILE', 'not-a-file'],
  ['ENXIO', 'not-a-file'],
  ['EFBIG', 'too-large'],
  ['EACCES', 'no-permission'],
  ['EPERM', 'no-permission'],
  ['EROFS', 'read-only-disk'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EIO', 'disk-fault'],
  ['ENODEV', 'disk-gone'],
  ['ESTALE', 'disk-gone'],
  ['ENOTCONN', 'disk-gone'],
  ['EMFILE', 'too-many-files'],
  ['ENFILE', 'too-many-files'],
  ['ENOMEM', 'no-memory'],
  ['EBUSY', 'in-use'],
  ['ETXTBSY', 'in-use'],
  ['ELOOP', 'link-loop'],
  ['ENAMETOOLONG', 'name-too-long'],
  ['ETIMEDOUT', 'too-slow'],
]);

/** @param code a system error code, or one of the app's own; neither is shown to a person */
export const systemReason = (code: string): SystemReason => REASONS.get(code) ?? 'other';
