import { createContext, useContext } from 'react';

/**
 * Asks to revert a change.
 *
 * @param sequence the number of any of its events
 * @param isDirect it is reverted without a preview if that gives no access and leaves out nothing
 */
export type AskUndo = (sequence: number, isDirect: boolean) => void;

/** null in a vault that cannot be changed */
export const UndoContext = createContext<AskUndo | null>(null);

/** Asks to revert a change, from any page; null in a vault that cannot be changed. */
export const useUndo = (): AskUndo | null => useContext(UndoContext);
