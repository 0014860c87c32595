import { expect, test } from 'vitest';
import { refusedSwitches } from '../../../../electron/start/refused-switches';

test.each([
  [['remote-debugging-port', 'user-data-dir'], ['remote-debugging-port']],
  [
    ['inspect', 'js-flags'],
    ['inspect', 'js-flags'],
  ],
  [
    ['bypasscsp-schemes', 'blink-settings'],
    ['blink-settings', 'bypasscsp-schemes'],
  ],
  [['user-data-dir', 'password-store', 'no-sandbox', 'ozone-platform', 'proxy-server', 'lang'], []],
])('of %j, the installed app refuses %j', (given, refused) => {
  expect(refusedSwitches((name) => given.includes(name))).toEqual(refused);
});
