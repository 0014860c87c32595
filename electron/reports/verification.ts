import { fill, fillCount } from '../../shared/fill';
import type { Statement } from '../../shared/reports/report';
import { reportContentWords as words } from '../../shared/words/en/report-content';
import type { SourceWalk } from './report-source';

/** What a walk along the activity found out about its chain, as a reader of the report is told. */
export function verification({ verdict, first, last, tag, archived }: SourceWalk): Statement[] {
  const { verification: said } = words;
  const bad = archived.bad.map((archive): Statement => ({
    tone: 'danger',
    text: fill(said.badArchive, { ...archive }),
  }));
  if (verdict.kind === 'broken') {
    return [...bad, { tone: 'danger', text: fill(said.broken, { after: last }) }];
  }
  const count = last - first + 1 + archived.events;
  if (count <= 0) return [...bad, { tone: 'care', text: said.empty }];
  const from = archived.first ?? first;
  const texts = [
    fillCount({ one: said.whole_one, other: said.whole_other }, count, { first: from, last, tag }),
    ...(archived.events > 0
      ? [fillCount({ one: said.archives_one, other: said.archives_other }, archived.events, {})]
      : []),
  ];
  const whole: Statement = { tone: 'good', text: texts.join(' ') };
  const torn: Statement[] = verdict.kind === 'torn' ? [{ tone: 'care', text: said.torn }] : [];
  return [...bad, whole, ...torn];
}
