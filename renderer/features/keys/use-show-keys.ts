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
 * Shows keys that a filter or the scroll position hides: clears what hides them, scrolls to the
 * first, focuses it, and highlights all of them for a moment.
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
  /** ids of keys that another page asks to show */
  wanted: readonly string[] | null;
  onWantedTaken: () => void;
  focusKey: (id: string) => void;
  /** shows keys when this page is no longer mounted: a toast outlives it */
  onElsewhere: (ids: readonly string[]) => void;
}): {
  marked: ReadonlySet<string>;
  /** the action of a toast about these keys: to show them, when they are hidden or out of sight */
  offer: (keys: readonly ApiKey[], isNew?: boolean) => ToastAction | undefined;
  show: (ids: readonly string[]) => void;
} {
  const { t } = useTranslation();
  const toast = useToast();
  const [marked, setMarked] = useState(NONE);
  /** whether to scroll to the first of them */
  const isAwaited = useRef(false);
  const isHere = useRef(false);
  // While the next page loads, this page is suspended: React runs only the clean-up of layout
  // effects.
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
    // The keys are not in the view until the filter is cleared.
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
  return { marked, offer, show };
}
