import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKey } from '../../../shared/keys/api-key';
import type { ToastAction } from '../../ui/feedback/toasts';
import { useToast } from '../../ui/feedback/toasts';
import type { ShownList } from './store/key-store';
import type { KeyView } from './view/use-key-view';

const MARKED_MS = 5_000;
const NONE: ReadonlySet<string> = new Set();

/**
 * Brings keys onto the screen that a filter, or the length of the table, keeps out of sight: what hides them is let go,
 * the first of them is scrolled to and has the focus, and all are marked for a moment.
 */
export function useShowKeys({
  list,
  view,
  wanted,
  onWantedTaken,
  focusKey,
  onElsewhere,
}: {
  list: ShownList;
  view: KeyView;
  /** ids of keys that another page asks to see */
  wanted: readonly string[] | null;
  onWantedTaken: () => void;
  focusKey: (id: string) => void;
  /** asks for keys once this page is no longer on the screen: a toast outlives it */
  onElsewhere: (ids: readonly string[]) => void;
}): {
  marked: ReadonlySet<string>;
  /** what a toast about these keys offers: to show them, when they are hidden or somewhere in the table */
  offer: (keys: readonly ApiKey[], isNew?: boolean) => ToastAction | undefined;
} {
  const { t } = useTranslation();
  const toast = useToast();
  const [marked, setMarked] = useState(NONE);
  /** whether the first of them is still to be scrolled to */
  const isAwaited = useRef(false);
  const isHere = useRef(false);
  // A page that is covered while the next one loads is no longer here: of its effects, only these are told so.
  useLayoutEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const latest = useRef({ list, view, onElsewhere });
  useEffect(() => {
    latest.current = { list, view, onElsewhere };
  });

  const show = useCallback(
    (ids: readonly string[]) => {
      const now = latest.current;
      const keys = ids.map((id) => now.list.index.get(id)).filter((key) => key !== undefined);
      if (!isHere.current) return now.onElsewhere(ids);
      if (keys.length === 0) return toast(t('unknownKey'));
      now.view.makeRoomFor(keys);
      setMarked(new Set(keys.map(({ id }) => id)));
      isAwaited.current = true;
    },
    [t, toast],
  );

  const { isComplete } = list;
  const takeWanted = useEffectEvent((ids: readonly string[]) => {
    onWantedTaken();
    show(ids);
  });
  useEffect(() => {
    if (isComplete && wanted) takeWanted(wanted);
  }, [isComplete, wanted]);

  const { entries } = view;
  const arrive = useEffectEvent((id: string) => focusKey(id));
  useEffect(() => {
    if (!isAwaited.current) return;
    const first = entries.find(({ key }) => marked.has(key.id));
    // Until the filter has gone, none of them is there.
    if (!first) return;
    isAwaited.current = false;
    arrive(first.key.id);
  }, [marked, entries]);
  useEffect(() => {
    if (marked === NONE) return undefined;
    const timer = setTimeout(() => setMarked(NONE), MARKED_MS);
    return () => clearTimeout(timer);
  }, [marked]);

  const offer = useCallback(
    (keys: readonly ApiKey[], isNew = false) => {
      if (!isNew && latest.current.view.wouldShow(keys)) return undefined;
      return { label: t('keys.toasts.show'), onAct: () => show(keys.map(({ id }) => id)) };
    },
    [show, t],
  );
  return { marked, offer };
}
