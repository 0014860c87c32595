import type { TFunction } from 'i18next';
import { createContext, useContext } from 'react';
import type { Formats } from '../../../ui/text/formats';
import type { RowTexts } from './row-texts';

/**
 * The context of every cell, passed as a prop: reading a React context in each cell costs more than
 * rendering it.
 */
interface RowContextValue {
  t: TFunction;
  formats: Formats;
  texts: RowTexts;
  /** the width of the permissions column in pixels */
  scopesRoom: number;
}

export const RowContext = createContext<RowContextValue | null>(null);

export function useRowContext(): RowContextValue {
  const value = useContext(RowContext);
  if (value === null) throw new Error('useRowContext needs a RowContext above it');
  return value;
}
