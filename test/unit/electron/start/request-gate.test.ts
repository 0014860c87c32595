import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { requestGate } from '../../../../electron/start/request-gate';
import type { RequestName } from '../../../../shared/contract/channels';

/** An event that the test triggers. */
function moment() {
  let come: () => void = () => undefined;
  const here = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { here, come: () => come() };
}

it('answers more requests as the start progresses', async () => {
  const opened = moment();
  const safe = moment();
  const isDue = requestGate(opened.here, safe.here);
  const due: RequestName[] = [];
  const names: RequestName[] = ['preferences:get', 'vault:state', 'keys:list'];
  const all = Promise.all(names.map((name) => isDue(name).then(() => due.push(name))));
  await wait(0);
  expect(due).toEqual(['preferences:get']);
  opened.come();
  await wait(0);
  expect(due).toEqual(['preferences:get', 'vault:state']);
  safe.come();
  await all;
  expect(due).toEqual(names);
});
