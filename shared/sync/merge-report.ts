import type { ApiKeyRecord } from '../keys/api-key';
import type { Report } from '../keys/reported-secret';
import { isAboutPresent, weightierReport } from '../keys/reported-secret';

/** Which secret of a merged record a report is about. One about the present secret counts most. */
const ENDED = 0;
const PREVIOUS = 1;
const PRESENT = 2;

/**
 * A merged record with the report of its secret. A report ends with the secret that it is about:
 * neither side withdraws it. Until then, a key that one side keeps inactive stays inactive.
 *
 * @param record with the merged secrets
 * @param decided the report by the rule for all fields
 * @param sides the merged records
 */
export function withReport(
  record: ApiKeyRecord,
  decided: Report | null,
  sides: readonly ApiKeyRecord[],
): ApiKeyRecord {
  let kept: Report | null = null;
  let most = ENDED;
  let isHeld = false;
  for (const side of sides) {
    const weight = weightOf(side, record);
    if (weight === null || side.compromised === null) continue;
    if (weight === ENDED && !isSame(side.compromised, decided)) continue;
    if (weight > most || kept === null) kept = side.compromised;
    else if (weight === most) kept = better(kept, side.compromised, decided);
    most = Math.max(most, weight);
    isHeld ||= weight > ENDED && !side.enabled;
  }
  if (kept === null) return record;
  // Where the sides name other times of one secret, the report stays about it.
  const isOther = most === PRESENT && !isAboutPresent(kept, record.secretCreatedAt);
  return {
    ...record,
    compromised: kept,
    enabled: record.enabled && !isHeld,
    ...(isOther && { secretCreatedAt: null }),
  };
}

/** @returns null when the record has no secret that the report of the side may be about */
function weightOf(side: ApiKeyRecord, record: ApiKeyRecord): number | null {
  const { compromised, secretHash, previousSecret, secretCreatedAt } = side;
  if (compromised === null) return null;
  const isPresent = isAboutPresent(compromised, secretCreatedAt);
  const about = isPresent ? [secretHash] : [];
  // Without a time, it may be about either of its secrets.
  if (previousSecret && (!isPresent || secretCreatedAt === null)) about.push(previousSecret.hash);
  if (about.includes(record.secretHash)) return PRESENT;
  const previous = record.previousSecret?.hash;
  // A report of a later secret has replaced the one that the previous secret may have had.
  if (previousSecret) about.push(previousSecret.hash);
  if (previous !== undefined && about.includes(previous)) return PREVIOUS;
  return about.length === 0 && secretHash === record.secretHash ? ENDED : null;
}

const isSame = (a: Report, b: Report | null): boolean =>
  b !== null && a.at === b.at && a.reason === b.reason;

function better(a: Report, b: Report, decided: Report | null): Report {
  if (isSame(a, decided)) return a;
  return isSame(b, decided) ? b : (weightierReport(a, b, null) ?? a);
}
