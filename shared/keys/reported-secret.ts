import type { ApiKeyRecord } from './api-key';

/** When and why a secret was reported as known to others. */
export type Report = NonNullable<ApiKeyRecord['compromised']>;

/**
 * Whether a report is about the secret that a key has, not about one that it replaced. A secret
 * whose time is not known may be the reported one.
 */
export const isAboutPresent = (report: Report, secretCreatedAt: string | null): boolean =>
  secretCreatedAt === null || secretCreatedAt <= report.at;

/**
 * The report that a key keeps of two. One about its present secret outweighs one about a secret
 * that it replaced. Otherwise the first counts: the secret has been known since then.
 */
export function weightierReport(
  a: Report | null,
  b: Report | null,
  secretCreatedAt: string | null,
): Report | null {
  if (a === null || b === null) return a ?? b;
  const isPresent = [a, b].map((report) => isAboutPresent(report, secretCreatedAt));
  if (isPresent[0] !== isPresent[1]) return isPresent[0] ? a : b;
  return `${a.at} ${a.reason}` <= `${b.at} ${b.reason}` ? a : b;
}

/**
 * The report about a secret that a change ended, by the hash of that secret.
 *
 * @param before the fields before the change, as the activity has them
 */
export function endedReport(
  before: Partial<ApiKeyRecord>,
): { secretHash: string; report: Report } | null {
  const { compromised: report, secretCreatedAt = null, previousSecret } = before;
  if (!report) return null;
  const secretHash = isAboutPresent(report, secretCreatedAt)
    ? (before.secretHash ?? previousSecret?.hash)
    : previousSecret?.hash;
  return secretHash === undefined ? null : { secretHash, report };
}

/**
 * A record from a file or a backup, which may be older than a report. A secret that was reported and
 * has ended here comes back with its report, and its key inactive until it is rotated. It does not
 * come back for a grace period.
 *
 * @param here the present record of the key: the report of a secret that it has stays with it anyway
 * @param reportOf the report about a secret that was replaced here, by its hash
 */
export function withKnownReports(
  record: ApiKeyRecord,
  here: ApiKeyRecord | null,
  reportOf: (secretHash: string) => Report | undefined,
): ApiKeyRecord {
  const { secretHash, secretCreatedAt, previousSecret } = record;
  const isNews = previousSecret !== null && previousSecret.hash !== here?.previousSecret?.hash;
  const isEnded = isNews && reportOf(previousSecret.hash) !== undefined;
  const kept = isEnded ? { ...record, previousSecret: null } : record;
  const report = here?.secretHash === secretHash ? undefined : reportOf(secretHash);
  if (report === undefined) return kept;
  const createdAt = isAboutPresent(report, secretCreatedAt) ? secretCreatedAt : null;
  return {
    ...kept,
    compromised: weightierReport(record.compromised, report, createdAt),
    secretCreatedAt: createdAt,
    enabled: false,
  };
}

type Reported = Pick<ApiKeyRecord, 'compromised' | 'secretCreatedAt'> & {
  /** the result of `graceEndOf` */
  graceUntil: string | null;
};

/**
 * Which secret of a key was reported as compromised: the present one, the previous one, or one that
 * has ended.
 *
 * @returns null without a report
 */
export function reportedSecret(
  { compromised, secretCreatedAt, graceUntil }: Reported,
  now: number,
): 'present' | 'previous' | 'ended' | null {
  if (compromised === null) return null;
  if (isAboutPresent(compromised, secretCreatedAt)) return 'present';
  return graceUntil !== null && Date.parse(graceUntil) > now ? 'previous' : 'ended';
}
