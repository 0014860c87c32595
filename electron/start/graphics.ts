/** Chromium looks again after this time, in milliseconds: a driver may have come. */
const GOOD_FOR_MS = 24 * 3_600_000;

/**
 * Where no graphics card can be used (virtual machines, remote desktops), Chromium tries one process after the other
 * before it draws without, and each start would wait for them. So what it found is remembered for a day.
 *
 * @param lookedAt when it last found none: RFC 3339, or anything else
 * @param now milliseconds since the epoch
 * @returns whether this start needs no look
 */
export function isWithoutGraphics(lookedAt: unknown, now: number): boolean {
  if (typeof lookedAt !== 'string') return false;
  const age = now - Date.parse(lookedAt);
  return age >= 0 && age < GOOD_FOR_MS;
}

/** Remembers what a start has found that had looked. */
export function rememberGraphics(
  found: { gpu_compositing: string },
  store: {
    recall(name: 'withoutGraphicsAt'): unknown;
    remember(name: 'withoutGraphicsAt', value: unknown): void;
  },
  now: number,
): void {
  const at = found.gpu_compositing.startsWith('enabled') ? null : new Date(now).toISOString();
  if (at === null && (store.recall('withoutGraphicsAt') ?? null) === null) return;
  store.remember('withoutGraphicsAt', at);
}
