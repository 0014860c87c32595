import type { NextStart } from './next-start';
import type { OpenRequest } from './open-request';
import { openRequestFrom } from './open-request';
import { secondStartFrom } from './second-start';

/** What other starts of the app and the desktop ask of the one that runs. */
export interface FurtherStarts {
  /** @param other what another start of the app hands over */
  startAgain(other: unknown): void;
  /** @param text a link or a path that the desktop hands over */
  open(text: string): void;
  /** The window comes to the front. */
  show(): void;
}

const isUnattended = (instance: unknown): boolean =>
  typeof instance === 'object' && instance !== null && 'isUnattended' in instance;

/** @param parts.show brings the window to the front, and shows the requests that are understood */
export function furtherStarts(parts: {
  ending: { readonly hasBegun: boolean };
  nextStart: NextStart;
  show: (open: readonly (OpenRequest | null)[]) => void;
  lock: () => void;
}): FurtherStarts {
  const { ending, nextStart, show, lock } = parts;
  return {
    startAgain(other) {
      // A report that found the profile in use has told its caller so.
      if (isUnattended(other)) return;
      const second = secondStartFrom(other);
      if (second.kind === 'lock') lock();
      // The app is started while it ends: it is wanted afterwards.
      else if (ending.hasBegun) nextStart.open(second.open);
      else show(second.open);
    },
    open(text) {
      const request = openRequestFrom(text, '/');
      if (ending.hasBegun) nextStart.open(request ? [request] : []);
      else show([request]);
    },
    show: () => show([]),
  };
}
