import { expect, test } from 'vitest';
import { commandOf } from '../../../../electron/headless/command';
import { handedOver } from '../../../../electron/start/second-start-message';
import { handOver } from '../../../../electron/start/open-request';
import { LOCK_REQUEST, secondStartFrom } from '../../../../electron/start/second-start';

const ID = '01a20885-705b-70e3-b97a-a7d0cb324c23';

test('a second start passes its requests on', () => {
  const open = [{ kind: 'key', id: ID }] as const;
  expect(secondStartFrom(handOver([...open]))).toEqual({ kind: 'window', open });
  expect(secondStartFrom(LOCK_REQUEST)).toEqual({ kind: 'lock' });
  expect(commandOf(['--lock'])).toEqual({ kind: 'lock' });
});

test.each([
  [undefined],
  [null],
  ['lock'],
  [{ kind: 'erase' }],
  [{ kind: 'window', open: [{ kind: 'key', id: '../../x' }] }],
  [{ kind: 'window', open: 'all' }],
  [{ kind: 'lock', also: 1 }],
])('of %j nothing more than the window is understood', (data) => {
  expect(secondStartFrom(data)).toEqual({ kind: 'window', open: [] });
  expect(secondStartFrom(handedOver(data ?? null))).toEqual({ kind: 'window', open: [] });
});
