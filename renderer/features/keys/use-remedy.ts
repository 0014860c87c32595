import { useEffect, useEffectEvent } from 'react';
import type { KeyFilter } from '../../../shared/keys/key-filter';
import { useRules } from '../../bridge/rules';
import { screenTime } from '../../ui/hooks/now';
import { replaceAddress } from '../../ui/hooks/page-address';
import type { KeyDialog } from './dialogs/key-dialog';
import type { ShownList } from './store/key-store';

/** @param onDone called when the keys were changed */
type MakeDialog = (onDone: () => void) => KeyDialog;

/**
 * Opens the remedy of a finding of the Security check for all its keys, once: the address is
 * replaced, so that Back does not open it again.
 *
 * @param finding the finding whose remedy opens; null for no remedy
 */
export function useRemedy(
  finding: KeyFilter['finding'],
  { index, isComplete }: Pick<ShownList, 'index' | 'isComplete'>,
  open: (makeDialog: MakeDialog) => void,
): void {
  const rules = useRules()?.rules;
  const isReady = finding !== null && isComplete && rules !== undefined;
  const start = useEffectEvent(async (isOver: () => boolean) => {
    const { remedyDialog } = await import('./change/remedy-dialog');
    if (isOver() || finding === null || rules === undefined) return;
    const { code, keyIds } = finding;
    replaceAddress('api-keys', { check: code, select: 'all' });
    const keys = [...keyIds].flatMap((id) => index.get(id) ?? []);
    const makeDialog = remedyDialog(code, keys, rules, screenTime());
    if (makeDialog) open(makeDialog);
  });
  useEffect(() => {
    if (!isReady) return undefined;
    let isOver = false;
    void start(() => isOver);
    return () => {
      isOver = true;
    };
  }, [isReady]);
}
