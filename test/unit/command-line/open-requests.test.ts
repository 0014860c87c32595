import { expect, test } from 'vitest';
import { OpenRequests } from '../../../electron/command-line/open-requests';

test('requests wait until they are taken, and are handed out once', () => {
  let heard = 0;
  const requests = new OpenRequests(() => (heard += 1));
  requests.add([null]);
  expect(heard).toBe(0);
  requests.add([{ kind: 'page', page: 'activity' }, null]);
  requests.add([{ kind: 'file', path: '/home/me/keys.csv' }]);
  expect(heard).toBe(2);
  expect(requests.take()).toEqual([
    { kind: 'page', page: 'activity' },
    { kind: 'file', name: 'keys.csv' },
  ]);
  expect(requests.take()).toEqual([]);
});

test('somebody who asks without end does not fill the memory', () => {
  const requests = new OpenRequests(() => undefined);
  for (let number = 0; number < 500; number += 1) {
    requests.add([{ kind: 'file', path: `/${number}.csv` }]);
  }
  expect(requests.take()).toHaveLength(50);
});
