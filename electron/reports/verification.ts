import { fill, fillCount } from '../../shared/fill';
import type { Statement } from '../../shared/reports/report';
import { reportContentWords as words } from '../../shared/words/en/report-content';
import type { SourceWalk } from './report-source';

/** What a walk along the activity found out about its chain, as a reader of the report is told. */
export function verification({ verdict, first, last, tag }: SourceWalk): Statement[] {
  const { verification: said } = words;
  const count = last - first + 1;
  if (verdict.kind === 'broken') {
    return [{ tone: 'danger', text: fill(said.broken, { after: last }) }];
  }
  if (count <= 0) return [{ tone: 'care', text: said.empty }];
  const whole: Statement = {
    tone: 'good',
    text: fillCount({ one: said.whole_one, other: said.whole_other }, count, { first, last, tag }),
  };
  return verdict.kind === 'torn' ? [whole, { tone: 'care', text: said.torn }] : [whole];
}
