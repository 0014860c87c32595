import { isAbsolute, resolve } from 'node:path';
import { commandOf } from '../../../electron/headless/command';
import { openRequestFrom } from '../../../electron/start/open-request';
import type { FuzzTarget } from '../target';
import { holds, holdsSame } from '../target';

const KEY_ID = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const PAGE = /^[a-z-]{1,83}$/;

/** Arguments from a link, a file manager or a terminal, one on each line. */
export const links: FuzzTarget = {
  name: 'links',
  property:
    'a link shows a key or a page and nothing else, a path is absolute and of a kind that is imported, and any arguments are understood or refused in words',
  words: [
    'ownchat-keys://key/',
    'ownchat-keys://page/',
    'file:///',
    '%2e%2e/',
    '.ownchat-vault',
    '--',
    '=',
    '\n',
    '../',
  ],
  check(input) {
    const text = input.toString();
    const request = openRequestFrom(text, '/home/me');
    if (request?.kind === 'key') holds(KEY_ID.test(request.id), `a key: ${request.id}`);
    if (request?.kind === 'page') holds(PAGE.test(request.page), `a page: ${request.page}`);
    if (request?.kind === 'file') {
      const { path } = request;
      holds(isAbsolute(path) && !/\p{Cc}|\0/u.test(path), `a path: ${path}`);
      holds(!/^ownchat-keys:/i.test(text), 'a link opens no file');
      holdsSame(
        openRequestFrom(path, '/'),
        { ...request, path: resolve(path) },
        'what is read of a path that was read',
      );
    }
    if (request !== null && request.kind !== 'file') {
      const link = `ownchat-keys://${request.kind}/${request.kind === 'key' ? request.id : request.page}`;
      holdsSame(openRequestFrom(link, '/'), request, 'what is read of a link that was read');
    }
    const command = commandOf(text.split('\n'));
    if (command.kind === 'wrong') holds(command.problem.trim() !== '', 'what is wrong is said');
  },
};
