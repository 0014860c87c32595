import { Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import type { KeyFilter } from '../../../shared/keys/key-filter';
import type { RulesState } from '../../../shared/rules/rules-in-force';
import { useRules } from '../../bridge/rules';
import { KeysHeader } from './keys-header';
import type { KeysWorkspaceProps } from './keys-workspace';
import { KeysWorkspace } from './keys-workspace';
import type { KeyIndex } from './store/key-index';
import type { KeyStore } from './store/key-store';
import { ListFailed } from './lazy-parts';
import { LoadingRows } from './table/loading-rows';

/** The API Keys page: its header at once, and the keys when they are loaded. */
export function KeysPage({
  store,
  canChange,
  check,
  findKeys,
  selectsAll,
  opensRemedy,
  wanted,
  onWantedTaken,
  onElsewhere,
  onExport,
}: Omit<KeysWorkspaceProps, 'list' | 'kept' | 'finding'> & {
  store: KeyStore;
  /** the finding of the Security check that the address names */
  check: string | null;
  findKeys: () => Promise<FindKeys>;
}) {
  const list = useSyncExternalStore(store.subscribe, store.read);
  const finding = useFinding(list, check, findKeys);
  if (list.state !== 'failed' && finding !== undefined) {
    return (
      <KeysWorkspace
        list={list}
        kept={store.kept}
        canChange={canChange}
        finding={finding}
        selectsAll={selectsAll}
        opensRemedy={opensRemedy}
        wanted={wanted}
        onWantedTaken={onWantedTaken}
        onElsewhere={onElsewhere}
        onExport={onExport}
      />
    );
  }
  return (
    <>
      <KeysHeader canChange={canChange} onCreate={null} onDeleted={null} />
      {list.state === 'failed' ? (
        <Suspense>
          <ListFailed failure={list.failure} onRetry={store.retry} />
        </Suspense>
      ) : (
        <LoadingRows />
      )}
    </>
  );
}

type Finding = KeyFilter['finding'];
/** The keys of a finding, or null for an unknown one. */
type FindKeys = (name: string, index: KeyIndex, rules: RulesState) => Finding;

/**
 * The keys of the finding that the address names, as they were when the page was opened.
 *
 * @returns null for none; undefined until all keys have arrived, and the rules are known
 */
function useFinding(
  list: ReturnType<KeyStore['read']>,
  check: string | null,
  load: () => Promise<FindKeys>,
): Finding | undefined {
  const rules = useRules();
  const [finding, setFinding] = useState<Finding | undefined>(check === null ? null : undefined);
  const index = list.state !== 'failed' && list.isComplete ? list.index : null;
  useEffect(() => {
    if (finding !== undefined || check === null || index === null || rules === null)
      return undefined;
    let isOver = false;
    void load().then((findKeys) => {
      if (!isOver) setFinding(findKeys(check, index, rules));
    });
    return () => {
      isOver = true;
    };
  }, [finding, check, index, rules, load]);
  return finding;
}
