import { expect, test } from 'vitest';
import { PendingRelaunch } from '../../../../electron/start/pending-relaunch';
import { handOverBytes, MAX_HANDED_OVER } from '../../../../electron/start/second-start-message';
import { handOver, openRequestFrom } from '../../../../electron/start/open-request';

const KEY = 'ownchat-keys://key/01a20885-705b-70e3-b97a-a7d0cb324c23';

test('opens the requests made while the app was quitting, and not those of the last start', () => {
  const starts: (() => string[])[] = [];
  const first = ['--user-data-dir=/x', '/app', 'ownchat-keys://page/activity', 'old.csv'];
  const next = new PendingRelaunch(first, (args) => starts.push(args));
  const asked = [KEY, '/home/eve/new keys.csv', 'ownchat-keys://page/preferences'];
  const requests = asked.map((text) => openRequestFrom(text, '/')).filter((it) => it !== null);
  next.open(requests.slice(0, 1));
  next.open([]);
  next.open(requests.slice(1));
  // Several requests cause one start.
  expect(starts.map((args) => args())).toEqual([['--user-data-dir=/x', '/app', ...asked]]);
  expect(requests).toHaveLength(3);
});

test('leaves out requests that would make the arguments too long', () => {
  const starts: (() => string[])[] = [];
  const next = new PendingRelaunch(['/app'], (args) => starts.push(args));
  const paths = Array.from({ length: 200 }, (_, at) => `/home/eve/${'k'.repeat(500)}-${at}.csv`);
  for (const path of paths) next.open([{ kind: 'file', path }]);
  const args = starts[0]?.() ?? [];
  const opened = args.slice(1);
  expect(args[0]).toBe('/app');
  expect(opened.length).toBeGreaterThan(10);
  expect(opened).toEqual(paths.slice(0, opened.length));
  const open = opened.map((path) => ({ kind: 'file', path }) as const);
  const bytes = handOverBytes([process.execPath, ...args], process.cwd(), handOver(open));
  expect(bytes).toBeLessThanOrEqual(MAX_HANDED_OVER);
});
