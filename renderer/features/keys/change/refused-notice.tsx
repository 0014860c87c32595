import { useTranslation } from 'react-i18next';
import { violationText } from '../../../../shared/rules/rule-text';
import { Notice } from '../../../ui/feedback/notice';
import type { RefusedStep } from './use-change-plan';

/** Says which rules hold keys back from a change, each rule once. */
export function RefusedNotice({ refused }: { refused: readonly RefusedStep[] }) {
  const { t } = useTranslation();
  if (refused.length === 0) return null;
  const broken = new Map(
    refused.flatMap(({ violations }) => violations.map((each) => [each.rule, each] as const)),
  );
  return (
    <Notice tone="care" role="status" title={t('changes.refused', { count: refused.length })}>
      {[...broken.values()].map((violation) => violationText(violation, t)).join(' ')}
    </Notice>
  );
}
