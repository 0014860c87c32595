import type { TFunction } from 'i18next';
import { RESOURCES } from '../keys/scopes';

const SCOPE = 'scope:';

/** The label of each column by its id. An unknown id is its own label; that of an unknown resource is its code. */
export function columnLabels(t: TFunction): (id: string) => string {
  const labels = new Map<string, string>([
    ...Object.entries(t('reportContent.columns', { returnObjects: true })),
    ...RESOURCES.map((resource) => [SCOPE + resource, t(`resources.${resource}.label`)] as const),
  ]);
  return (id) => labels.get(id) ?? (id.startsWith(SCOPE) ? id.slice(SCOPE.length) : id);
}
