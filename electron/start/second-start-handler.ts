import type { PendingRelaunch } from './pending-relaunch';
import type { OpenRequest } from './open-request';
import { openRequestFrom } from './open-request';
import { secondStartFrom } from './second-start';

/** Handles second starts and requests of the desktop in the running app. */
export interface SecondStartHandler {
  /** @param other the message of the second start */
  startAgain(other: unknown): void;
  /** @param text a link or a path from the desktop */
  open(text: string): void;
  /** Brings the window to the front. */
  show(): void;
}

const isUnattended = (instance: unknown): boolean =>
  typeof instance === 'object' && instance !== null && 'isUnattended' in instance;

/** @param parts.show brings the window to the front, and handles the valid requests */
export function secondStartHandler(parts: {
  ending: { readonly hasBegun: boolean };
  nextStart: PendingRelaunch;
  show: (open: readonly (OpenRequest | null)[]) => void;
  lock: () => void;
}): SecondStartHandler {
  const { ending, nextStart, show, lock } = parts;
  return {
    startAgain(other) {
      // A headless report that found the profile in use has already told its caller.
      if (isUnattended(other)) return;
      const second = secondStartFrom(other);
      if (second.kind === 'lock') lock();
      // The app was started while it is quitting, so it starts again afterwards.
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
