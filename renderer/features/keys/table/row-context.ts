import type { TFunction } from 'i18next';
import { createContext, useContext } from 'react';
import type { Formats } from '../../../ui/text/formats';
import type { RowTexts } from './row-texts';

/** What every cell needs. Handed down once, because asking for it in every cell costs more than drawing it. */
interface RowContextValue {
  t: TFunction;
  formats: Formats;
  texts: RowTexts;
  /** pixels that the permissions have in a row */
  scopesRoom: number;
}

export const RowContext = createContext<RowContextValue | null>(null);

export function useRowContext(): RowContextValue {
  const value = useContext(RowContext);
  if (value === null) throw new Error('useRowContext needs a RowContext above it');
  return value;
}
