import { expect, test } from 'vitest';
import { IconProgress } from '../../../../../electron/platform/windows/progress';

test('the end of one task does not hide the progress of another', () => {
  const shown: number[] = [];
  const window = { setProgressBar: (fraction: number) => void shown.push(fraction) };
  const progress = new IconProgress();
  progress.show(window, 'verifying', 0.5);
  progress.show(window, 'report', 0.1);
  progress.show(window, 'verifying', 0.9);
  progress.show(window, 'verifying', null);
  progress.show(window, 'report', 1.2);
  progress.show(window, 'report', null);
  // Nothing is running: the bar is removed.
  expect(shown).toEqual([0.5, 0.1, 0.1, 0.1, 1, -1]);
  progress.show(null, 'update', 0.3);
});
