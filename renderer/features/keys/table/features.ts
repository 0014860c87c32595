import { rowSelectionFeature, rowSortingFeature, tableFeatures } from '@tanstack/react-table';

/**
 * TanStack Table is used for columns and for the state of sorting and selection. Its row models are
 * left out: with 100,000 keys building them takes 115 to 190 ms at every keystroke, ten times as
 * long as `view/key-view.ts`. The table is given only the visible rows.
 */
export const features = tableFeatures({ rowSortingFeature, rowSelectionFeature });
export type Features = typeof features;
