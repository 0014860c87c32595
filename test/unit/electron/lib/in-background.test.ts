import { expect, it, onTestFinished, vi } from 'vitest';
import { inBackground } from '../../../../electron/lib/in-background';
import { ReportScheduler } from '../../../../electron/reports/schedule/scheduler';

/** Logged lines of a test, and unhandled errors. */
function watched() {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  onTestFinished(() => {
    process.off('unhandledRejection', unhandled);
    log.mockRestore();
  });
  return { log, unhandled };
}

it('a failed background task is logged', async () => {
  const { log, unhandled } = watched();
  inBackground('some work', Promise.reject(new Error('it failed')));
  inBackground('other work', Promise.resolve());
  inBackground('no work', undefined);
  await vi.waitFor(() => expect(log).toHaveBeenCalledOnce());
  expect(log.mock.calls[0]?.join(' ')).toMatch(/^some work: Error: it failed/);
  await new Promise((resume) => setImmediate(resume));
  expect(unhandled).not.toHaveBeenCalled();
});

it('a failed check for scheduled reports is logged, and the next check follows', async () => {
  const { log, unhandled } = watched();
  const vault = vi.fn(() => {
    throw new Error('no vault can be asked');
  });
  const scheduler = new ReportScheduler({
    vault,
    now: () => 0,
    run: () => null,
    onRan: () => undefined,
  });
  onTestFinished(() => scheduler.stop());
  scheduler.start();
  await vi.waitFor(() => expect(log).toHaveBeenCalledOnce());
  expect(log.mock.calls[0]?.join(' ')).toContain('scheduled reports: Error: no vault');
  scheduler.start();
  await vi.waitFor(() => expect(vault).toHaveBeenCalledTimes(2));
  await new Promise((resume) => setImmediate(resume));
  expect(unhandled).not.toHaveBeenCalled();
});
