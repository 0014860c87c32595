import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { ApiKey } from '../../../shared/keys/api-key';
import type { PutOff, Reminder } from '../../../shared/reminders/reminders';
import {
  isNews,
  openReminders,
  REMINDER_MS,
  remindersOf,
} from '../../../shared/reminders/reminders';
import { bridge } from '../../bridge/bridge';
import { useMinute } from '../../ui/hooks/now';

/** A key of the list, with its expiry in milliseconds since the epoch. */
interface ListedKey {
  key: ApiKey;
  expiresAt: number;
}

interface Told {
  putOff: readonly PutOff[];
  /** milliseconds since the epoch; null when nothing was told */
  toldAt: number | null;
}

const instantOf = (at: string | null): number | null => (at === null ? null : Date.parse(at));

/**
 * The reminders of all keys that were not put off, the earliest date first.
 *
 * @param keys null until all keys have arrived
 * @param onNews receives the reminders that the person was not told of, each once; only while the
 * window has the focus, because the main process tells of them otherwise
 */
export function useReminders(
  keys: readonly ListedKey[] | null,
  onNews: (news: readonly Reminder[]) => void,
) {
  // Going through all keys must not delay the page that is opened at the same time.
  const now = useDeferredValue(useMinute());
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => {
    let isHere = true;
    void bridge.reminders.state().then((answer) => {
      if (!isHere || !answer.ok) return;
      const { putOff, toldAt } = answer.value;
      setTold({ putOff, toldAt: instantOf(toldAt) });
    });
    return () => {
      isHere = false;
    };
  }, []);

  const all = useMemo(
    () =>
      keys?.flatMap(({ key, expiresAt }) =>
        // Most keys have no date that is near, and there may be 100,000.
        expiresAt > now && (expiresAt - now <= REMINDER_MS || key.rotateEvery !== null)
          ? remindersOf(key, now)
          : [],
      ) ?? [],
    [keys, now],
  );
  const reminders = useMemo(() => (told ? openReminders(all, told.putOff) : []), [all, told]);
  const keyCount = useMemo(() => new Set(reminders.map(({ keyId }) => keyId)).size, [reminders]);

  useEffect(() => {
    if (!told || !document.hasFocus()) return;
    if (!reminders.some((reminder) => isNews(reminder, told.toldAt))) return;
    // The main process may have told of them meanwhile.
    void bridge.reminders.tell().then((answer) => {
      if (!answer.ok) return;
      setTold((known) => known && { ...known, toldAt: Date.now() });
      const before = instantOf(answer.value.toldAt);
      const news = reminders.filter((reminder) => isNews(reminder, before));
      if (news.length > 0) onNews(news);
    });
  }, [told, reminders, onNews]);

  return {
    reminders,
    keyCount,
    setPutOff: (putOff: readonly PutOff[]) => setTold((known) => known && { ...known, putOff }),
  };
}
