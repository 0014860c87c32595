import { instantSchema } from '../../../shared/keys/api-key';
import type { ApiKeyRecord } from '../../../shared/keys/api-key';

/** Fields in a report that a user cannot enter; an import restores them when it creates the key. */
export type Carried = Partial<
  Pick<ApiKeyRecord, 'id' | 'createdAt' | 'createdBy' | 'lastUsedAt' | 'secretHash' | 'hint'>
>;

const ID = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const HASH = /^[\da-f]{64}$/;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/** @param report the report column of each cell */
export function carriedIn(cells: readonly string[], report: readonly (string | null)[]): Carried {
  const textOf = (id: string): string => (cells[report.indexOf(id)] ?? '').trim();
  const id = textOf('id');
  const createdAt = instantIn(textOf('createdAt'));
  const createdBy = textOf('createdBy');
  const lastUsedAt = instantIn(textOf('lastUsedAt'));
  const secretHash = textOf('secretHash');
  const hint = textOf('hint');
  return {
    ...(ID.test(id) && { id }),
    ...(createdAt !== null && { createdAt }),
    ...(isLine(createdBy, 200) && { createdBy }),
    ...(lastUsedAt !== null && { lastUsedAt }),
    // Without the secret's hash the hint would refer to a secret that the key does not have.
    ...(HASH.test(secretHash) && { secretHash, ...(isLine(hint, 40) && { hint }) }),
  };
}

const isLine = (text: string, longest: number): boolean =>
  text !== '' && text.length <= longest && !CONTROL.test(text);

/** Dates in a workbook have no zone; those of a report are in UTC. */
function instantIn(text: string): string | null {
  const instant = /Z$/i.test(text) ? text : `${text.replace(' ', 'T')}Z`;
  const at = Date.parse(instant);
  if (Number.isNaN(at) || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(instant)) return null;
  const written = new Date(at).toISOString();
  return instantSchema.safeParse(written).success ? written : null;
}
