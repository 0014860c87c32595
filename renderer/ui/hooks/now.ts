import { useSyncExternalStore } from 'react';

/** Maximum age of the shared time before it is read again. */
const FRESH_MS = 1_000;

/** One timer for all components that show the same unit of time; it runs only while one is mounted. */
function createTicker(everyMs: number) {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let now = Date.now();
  const tick = () => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    read: () => now,
    /** the time that is shown, or the current time when none is shown */
    shown: () => {
      if (listeners.size === 0) now = Date.now();
      return now;
    },
    tick,
    subscribe: (listener: () => void) => {
      if (listeners.size === 0) {
        now = Date.now();
        timer = setInterval(tick, everyMs);
      }
      listeners.add(listener);
      // A component that mounts between two ticks gets the present time.
      if (Date.now() - now > FRESH_MS) tick();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
  };
}

const minutes = createTicker(60_000);
const quarterSeconds = createTicker(250);
const never = { read: () => 0, subscribe: () => () => {} };

/**
 * Updates everything that depends on the time now. Call it when a key has just expired: otherwise
 * it would be shown as active for up to a minute.
 */
export const renewMinute = (): void => minutes.tick();

/**
 * The time for which the screen is rendered. Counts and decisions for a screen use this time and
 * not the clock: otherwise two numbers on one screen, or a number and the list it links to, could
 * differ.
 *
 * @returns milliseconds since the epoch
 */
export const screenTime = (): number => minutes.shown();

/** The present time in milliseconds since the epoch, updated every minute. */
export function useMinute(): number {
  return useSyncExternalStore(minutes.subscribe, minutes.read);
}

/**
 * A value that depends on the time, such as `3 days ago`. It is computed every minute, but the
 * component renders only when it has changed, so that an idle window stays idle.
 *
 * @param of receives milliseconds since the epoch
 */
export function useOfMinute<T extends string | number | boolean>(of: (now: number) => T): T {
  return useSyncExternalStore(minutes.subscribe, () => of(minutes.read()));
}

/**
 * The whole seconds left until an instant.
 *
 * @param until milliseconds since the epoch; null for none
 * @returns 0 once it has passed; null for none
 */
export function useSecondsUntil(until: number | null): number | null {
  const ticker = until === null ? never : quarterSeconds;
  const now = useSyncExternalStore(ticker.subscribe, ticker.read);
  return until === null ? null : Math.max(0, Math.ceil((until - now) / 1000));
}
