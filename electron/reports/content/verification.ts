import type { Statement } from '../../../shared/reports/report';
import type { SourceWalk } from './report-source';
import { t } from '../../lib/messages';

/** The verdict on the chain, for the reader of a report. */
export function verification(walk: SourceWalk): Statement[] {
  const { verdict, archived } = walk;
  const bad = archived.bad.map((archive): Statement => ({
    tone: 'danger',
    text: t('main:report.verification.badArchive', { ...archive }),
  }));
  if (verdict.kind === 'broken') return [...bad, broken(walk)];
  const torn: Statement[] =
    verdict.kind === 'torn' ? [{ tone: 'care', text: t('main:report.verification.torn') }] : [];
  return [...bad, ...readable(walk), ...torn, ...doubted(walk)];
}

function doubted({ end, last }: SourceWalk): Statement[] {
  if (end?.kind === 'cut') {
    const { sequence } = end.seen;
    return [{ tone: 'danger', text: t('main:report.verification.cut', { last, seen: sequence }) }];
  }
  return end?.kind === 'unknown'
    ? [{ tone: 'care', text: t('main:report.verification.unknownEnd', { last }) }]
    : [];
}

function broken({ first, last, tag, archived }: SourceWalk): Statement {
  // No claim spans a gap: the chain before a bad archive is not connected.
  const from = archived.bad.length > 0 ? first : (archived.first ?? first);
  const kind = last < from ? 'brokenAtOnce' : 'broken';
  return {
    tone: 'danger',
    text: t(`main:report.verification.${kind}`, { first: from, last, tag }),
  };
}

function readable({ first, last, tag, archived }: SourceWalk): Statement[] {
  const count = last - first + 1 + archived.events;
  const hasGap = archived.bad.length > 0;
  if (count <= 0)
    return hasGap ? [] : [{ tone: 'care', text: t('main:report.verification.empty') }];
  const values = { count, first: archived.first ?? first, last, tag };
  const kind = hasGap ? 'partly' : 'whole';
  const texts = [
    t(`main:report.verification.${kind}`, values),
    ...(archived.events > 0
      ? [t('main:report.verification.archives', { count: archived.events })]
      : []),
  ];
  return [{ tone: hasGap ? 'care' : 'good', text: texts.join(' ') }];
}
