import { instantSchema } from '../../../shared/keys/api-key';
import type { ApiKeyRecord } from '../../../shared/keys/api-key';

/** What a report says of a key besides what a person could choose: it comes back with a key that is made anew. */
export type Carried = Partial<
  Pick<ApiKeyRecord, 'id' | 'createdAt' | 'createdBy' | 'lastUsedAt' | 'secretHash' | 'hint'>
>;

const ID = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const HASH = /^[\da-f]{64}$/;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * @param report which column of a report each cell is of
 */
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
    // Without the hash of its secret a key opens with none, and must not look as if it did.
    ...(HASH.test(secretHash) && { secretHash, ...(isLine(hint, 40) && { hint }) }),
  };
}

const isLine = (text: string, longest: number): boolean =>
  text !== '' && text.length <= longest && !CONTROL.test(text);

/** A workbook has no zone in its dates: those of a report are in UTC. */
function instantIn(text: string): string | null {
  const instant = /Z$/i.test(text) ? text : `${text.replace(' ', 'T')}Z`;
  const at = Date.parse(instant);
  if (Number.isNaN(at) || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(instant)) return null;
  const written = new Date(at).toISOString();
  return instantSchema.safeParse(written).success ? written : null;
}
