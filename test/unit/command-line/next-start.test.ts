import { expect, test } from 'vitest';
import { NextStart } from '../../../electron/command-line/next-start';
import { openRequestFrom } from '../../../electron/command-line/open-request';

const KEY = 'ownchat-keys://key/01a20885-705b-70e3-b97a-a7d0cb324c23';

test('opens what was asked for while the app ended, and not what the last start has opened', () => {
  const starts: (() => string[])[] = [];
  const first = ['--user-data-dir=/x', '/app', 'ownchat-keys://page/activity', 'old.csv'];
  const next = new NextStart(first, (args) => starts.push(args));
  const asked = [KEY, '/home/eve/new keys.csv', 'ownchat-keys://page/preferences'];
  const requests = asked.map((text) => openRequestFrom(text, '/')).filter((it) => it !== null);
  next.open(requests.slice(0, 1));
  next.open([]);
  next.open(requests.slice(1));
  // However often it was asked for, it is started once.
  expect(starts.map((args) => args())).toEqual([['--user-data-dir=/x', '/app', ...asked]]);
  expect(requests).toHaveLength(3);
});
