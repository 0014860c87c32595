import { createContext, useContext } from 'react';
import type { KnownField, KnownValue } from '../store/known-values';

/** The values that the keys of the vault have, for suggestions in the form. */
export const KnownValuesContext = createContext<(field: KnownField) => readonly KnownValue[]>(
  () => [],
);

export const useKnownValues = () => useContext(KnownValuesContext);
