import { expect, it } from 'vitest';
import { secondStartHandler } from '../../../../electron/start/second-start-handler';
import { PendingRelaunch } from '../../../../electron/start/pending-relaunch';
import { LOCK_REQUEST } from '../../../../electron/start/second-start';

/** Second starts of an app that runs or quits, and their results. */
function startsOf(hasBegun: boolean) {
  const done: unknown[] = [];
  const nextStart = new PendingRelaunch([], (args) => done.push({ relaunch: args }));
  const starts = secondStartHandler({
    ending: { hasBegun },
    nextStart,
    show: (open) => done.push({ show: open }),
    lock: () => done.push('lock'),
  });
  return { starts, done };
}

const LINK = 'ownchat-keys://page/reports';

it('shows the window and the requests while the app runs', () => {
  const { starts, done } = startsOf(false);
  starts.startAgain({});
  starts.open(LINK);
  starts.open('no link');
  starts.show();
  const page = { kind: 'page', page: 'reports' };
  expect(done).toEqual([{ show: [] }, { show: [page] }, { show: [null] }, { show: [] }]);
});

it('locks when another start asks for it', () => {
  const { starts, done } = startsOf(false);
  starts.startAgain(LOCK_REQUEST);
  expect(done).toEqual(['lock']);
});

it('starts the app once more when it is asked for while it ends', () => {
  const { starts, done } = startsOf(true);
  starts.startAgain({});
  starts.open(LINK);
  expect(done).toHaveLength(1);
  expect((done as { relaunch: () => string[] }[])[0]?.relaunch()).toEqual([LINK]);
});

it('leaves a report that found the profile in use alone', () => {
  const { starts, done } = startsOf(false);
  starts.startAgain({ isUnattended: true });
  expect(done).toEqual([]);
});
