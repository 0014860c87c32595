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
