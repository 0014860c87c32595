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
      // What comes to the screen between two ticks is told the time of day as it is.
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

/** Has everything that depends on the time of day looked at now: a key has just expired, and is not active for another minute. */
export const renewMinute = (): void => minutes.tick();

/**
 * The time that what is on the screen is shown for. Who counts or decides for a screen takes this one, and not the clock:
 * else two numbers of one screen may differ, or a number and the list that it leads to.
 *
 * @returns milliseconds since the epoch
 */
export const screenTime = (): number => minutes.shown();

/** The time of day in milliseconds since the epoch, renewed every minute. */
export function useMinute(): number {
  return useSyncExternalStore(minutes.subscribe, minutes.read);
}

/**
 * What depends on the time of day, such as `3 days ago`: asked for every minute, and drawn again only when it has become
 * another. An idle window must not be busy every minute.
 *
 * @param of of milliseconds since the epoch
 */
export function useOfMinute<T extends string | number | boolean>(of: (now: number) => T): T {
  return useSyncExternalStore(minutes.subscribe, () => of(minutes.read()));
}

/**
 * The whole seconds left until an instant, counting down.
 *
 * @param until milliseconds since the epoch; null when nothing is awaited
 * @returns 0 once it has passed; null when nothing is awaited
 */
export function useSecondsUntil(until: number | null): number | null {
  const ticker = until === null ? never : quarterSeconds;
  const now = useSyncExternalStore(ticker.subscribe, ticker.read);
  return until === null ? null : Math.max(0, Math.ceil((until - now) / 1000));
}
