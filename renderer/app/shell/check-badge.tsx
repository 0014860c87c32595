import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useRules } from '../../bridge/rules';
import type { KeyStore } from '../../features/keys/store/key-store';
import { useMinute } from '../../ui/hooks/now';
import { whenIdle } from '../../ui/hooks/when-idle';
import { countFindings } from './find-keys';
import { CountBadge } from './sidebar-parts';

/** The number of findings that need attention, beside the link to the Security check. */
export function CheckBadge({ store }: { store: KeyStore }) {
  const { t } = useTranslation();
  const list = useSyncExternalStore(store.subscribe, store.read);
  const rules = useRules();
  // Time alone makes findings. The number is that of the Security check at every minute.
  const now = useMinute();
  const [count, setCount] = useState(0);
  useEffect(() => {
    let isOver = false;
    if (list.state === 'failed' || !list.isComplete || rules === null) return undefined;
    const pause = async () => {
      await whenIdle();
      return !isOver;
    };
    void countFindings(list.index, rules, now, pause).then((found) => {
      if (found !== null && !isOver) setCount(found);
    });
    return () => {
      isOver = true;
    };
  }, [list, rules, now]);
  if (count === 0) return null;
  return (
    <>
      <CountBadge aria-hidden="true" data-tip={t('check.badge', { count })}>
        {count}
      </CountBadge>
      <span className="visually-hidden">{t('check.badge', { count })}</span>
    </>
  );
}
