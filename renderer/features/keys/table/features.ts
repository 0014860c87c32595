import { rowSelectionFeature, rowSortingFeature, tableFeatures } from '@tanstack/react-table';

/**
 * What TanStack Table does here: columns, and the state of sorting and selection. Its row models are left
 * out: at 100,000 keys building them takes 115 to 190 ms with every key stroke, while `view/key-view.ts`
 * answers in a tenth of that. The table is given the rows on the screen only.
 */
export const features = tableFeatures({ rowSortingFeature, rowSelectionFeature });
export type Features = typeof features;
