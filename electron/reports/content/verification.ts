import { interpolate, interpolateCount } from '../../../shared/lib/interpolate';
import type { Statement } from '../../../shared/reports/report';
import { reportContentWords as words } from '../../../shared/words/en/report-content';
import type { SourceWalk } from './report-source';

const { verification: said } = words;

/** The verdict on the chain, for the reader of a report. */
export function verification(walk: SourceWalk): Statement[] {
  const { verdict, archived } = walk;
  const bad = archived.bad.map((archive): Statement => ({
    tone: 'danger',
    text: interpolate(said.badArchive, { ...archive }),
  }));
  if (verdict.kind === 'broken') return [...bad, broken(walk)];
  const torn: Statement[] = verdict.kind === 'torn' ? [{ tone: 'care', text: said.torn }] : [];
  return [...bad, ...readable(walk), ...torn, ...doubted(walk)];
}

function doubted({ end, last }: SourceWalk): Statement[] {
  if (end?.kind === 'cut') {
    const { sequence } = end.seen;
    return [{ tone: 'danger', text: interpolate(said.cut, { last, seen: sequence }) }];
  }
  return end?.kind === 'unknown'
    ? [{ tone: 'care', text: interpolate(said.unknownEnd, { last }) }]
    : [];
}

function broken({ first, last, tag, archived }: SourceWalk): Statement {
  // No claim spans a gap: the chain before a bad archive is not connected.
  const from = archived.bad.length > 0 ? first : (archived.first ?? first);
  const text = last < from ? said.brokenAtOnce : said.broken;
  return { tone: 'danger', text: interpolate(text, { first: from, last, tag }) };
}

function readable({ first, last, tag, archived }: SourceWalk): Statement[] {
  const count = last - first + 1 + archived.events;
  const hasGap = archived.bad.length > 0;
  if (count <= 0) return hasGap ? [] : [{ tone: 'care', text: said.empty }];
  const values = { first: archived.first ?? first, last, tag };
  const forms = hasGap
    ? { one: said.partly_one, other: said.partly_other }
    : { one: said.whole_one, other: said.whole_other };
  const texts = [
    interpolateCount(forms, count, values),
    ...(archived.events > 0
      ? [
          interpolateCount(
            { one: said.archives_one, other: said.archives_other },
            archived.events,
            {},
          ),
        ]
      : []),
  ];
  return [{ tone: hasGap ? 'care' : 'good', text: texts.join(' ') }];
}
