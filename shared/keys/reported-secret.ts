import type { ApiKeyRecord } from './api-key';

type Reported = Pick<ApiKeyRecord, 'compromised' | 'secretCreatedAt'> & {
  /** the result of `graceEndOf` */
  graceUntil: string | null;
};

/**
 * Which secret of a key was reported as compromised: the present one, the previous one, or one that
 * has ended. A secret that was made after the report is not the one that the report is about. A
 * secret whose time is not known may be.
 *
 * @returns null without a report
 */
export function reportedSecret(
  { compromised, secretCreatedAt, graceUntil }: Reported,
  now: number,
): 'present' | 'previous' | 'ended' | null {
  if (compromised === null) return null;
  if (secretCreatedAt === null || secretCreatedAt <= compromised.at) return 'present';
  return graceUntil !== null && Date.parse(graceUntil) > now ? 'previous' : 'ended';
}
