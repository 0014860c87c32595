import { serialize } from 'node:v8';
import { expect, test } from 'vitest';
import {
  handedOver,
  handOverBytes,
  MAX_HANDED_OVER,
  valueOf,
} from '../../../../electron/start/second-start-message';
import { handOver } from '../../../../electron/start/open-request';

const CHROMIUM_TAKES = 32 * 1024;
test('round-trips, and contains neither NUL nor space', () => {
  const nine = Array.from({ length: 9 }, (_, at) => `/a b/Ключи 🔑 \u0000 ${at}.csv`);
  const sent = handedOver({ open: nine });
  expect(sent.message).toMatch(/^[!-~]+$/);
  // A text of two bytes a character would have a NUL for each.
  expect(serialize(sent)).not.toContain(0);
  expect(valueOf(sent)).toEqual({ open: nine });
  for (const other of [undefined, { message: 1 }, { message: '{' }, { message: null }]) {
    expect(valueOf(other)).toBeUndefined();
  }
});

const NONE = handOver([]);
const paths = (count: number, name: string) =>
  Array.from({ length: count }, () => ({ kind: 'file', path: name }) as const);

test('counts arguments, folder and requests, in bytes rather than characters', () => {
  const least = handOverBytes(['/app'], '/', NONE);
  expect(handOverBytes(['/app', '€€'], '/', NONE)).toBe(least + 7);
  expect(handOverBytes(['/app'], '/home', NONE)).toBe(least + 4);
  const longer = handOverBytes(['/app'], '/', handOver(paths(1, `/${'ключ'.repeat(10)}.csv`)));
  expect(longer).toBeGreaterThan(least + 80);
});

test('a folder with a long path makes fifty short names too much, and a page at once is never', () => {
  const folder = `/${'deep/'.repeat(200)}`;
  const open = handOver(paths(50, `${folder}a.csv`));
  const argv = ['/app', ...Array.from({ length: 50 }, () => 'a.csv')];
  expect(handOverBytes(argv, folder, open)).toBeGreaterThan(MAX_HANDED_OVER);
  const links = Array.from({ length: 50 }, () => ({ kind: 'page', page: 'activity' }) as const);
  const asked = links.map(({ page }) => `ownchat-keys://page/${page}`);
  expect(handOverBytes(['/app', ...asked], folder, handOver(links))).toBeLessThan(MAX_HANDED_OVER);
  expect(MAX_HANDED_OVER).toBeLessThan(CHROMIUM_TAKES);
});
