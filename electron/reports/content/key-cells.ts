import type { Cell } from '../../../shared/reports/report';
import { isKnownScope, levelFor, RESOURCES } from '../../../shared/keys/scopes';
import type { ReportKey } from './report-key';
import { t } from '../../lib/messages';

export type CellOf<T> = (item: T) => Cell;

const orNull = (text: string): string | null => (text === '' ? null : text);

/** The cell of each column about a key. No column holds a secret. */
export function keyCells(): Record<string, CellOf<ReportKey>> {
  const environments = t('main:report.environments', { returnObjects: true });
  const statuses = t('main:report.status', { returnObjects: true });
  const levels = t('main:report.levels', { returnObjects: true });
  return {
    id: ({ record }) => record.id,
    name: ({ record }) => record.name,
    integration: ({ record }) => orNull(record.integration),
    environment: ({ record }) => environments[record.environment],
    status: ({ status }) => statuses[status],
    scopes: ({ record }) => record.scopes,
    hint: ({ record }) => record.hint,
    createdAt: ({ record }) => record.createdAt,
    createdBy: ({ record }) => orNull(record.createdBy),
    updatedAt: ({ record }) => record.updatedAt,
    lastUsedAt: ({ record }) => record.lastUsedAt,
    expiresAt: ({ record }) => record.expiresAt,
    allowedIps: ({ record }) => record.allowedIps,
    note: ({ record }) => orNull(record.note),
    owner: ({ record }) => orNull(record.owner),
    tags: ({ record }) => record.tags,
    secretCreatedAt: ({ record }) => record.secretCreatedAt,
    rotateEvery: ({ record }) => record.rotateEvery,
    compromised: ({ record }) => record.compromised?.at ?? null,
    enabled: ({ record }) => record.enabled,
    graceUntil: ({ record }) => record.previousSecret?.validUntil ?? null,
    hasSecret: ({ hasSecret }) => hasSecret,
    secretHash: ({ record }) => record.secretHash,
    otherScopes: ({ record }) => record.scopes.filter((scope) => !isKnownScope(scope)),
    reviewer: () => null,
    decision: () => null,
    reviewedAt: () => null,
    ...Object.fromEntries(
      RESOURCES.map((resource) => [
        `scope:${resource}`,
        ({ record }: ReportKey) => levels[levelFor(resource, record.scopes) ?? 'none'],
      ]),
    ),
  };
}
