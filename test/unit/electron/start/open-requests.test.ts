import { expect, test } from 'vitest';
import { OpenRequests } from '../../../../electron/start/open-requests';

test('requests wait until they are taken, and are handed out once', () => {
  let heard = 0;
  const files: string[][] = [];
  const requests = new OpenRequests({
    onAdded: () => (heard += 1),
    onFiles: (paths) => files.push(paths),
  });
  requests.add([null]);
  expect(heard).toBe(0);
  requests.add([{ kind: 'page', page: 'activity' }, null]);
  requests.add([{ kind: 'file', path: '/home/me/keys.csv' }]);
  expect(heard).toBe(1);
  expect(files).toEqual([['/home/me/keys.csv']]);
  expect(requests.take()).toEqual([{ kind: 'page', page: 'activity' }]);
  expect(requests.take()).toEqual([]);
});

test('endless requests do not fill the memory', () => {
  const requests = new OpenRequests({ onAdded: () => undefined, onFiles: () => undefined });
  for (let number = 0; number < 500; number += 1) {
    requests.add([{ kind: 'page', page: `${number}` }]);
  }
  expect(requests.take()).toHaveLength(50);
});
