import type { TFunction } from 'i18next';
import { filterPart, parseFilter, valuesIn } from '../../../../shared/keys/filter-language';
import type { FieldValue, FilterField, TextMatch } from '../../../../shared/keys/filter-language';
import type { FilterChoice } from '../../../ui/controls/filter-control';
import type { KeyIndex } from '../store/key-index';
import { knownValues } from '../store/known-values';
import type { KnownField } from '../store/known-values';

/** The fields that have no control of their own in the toolbar until they are set. */
export const MORE_FIELDS = [
  'expires',
  'last-used',
  'access',
  'rotation',
  'is',
  'owner',
  'tag',
  'created-by',
] as const;
export type MoreField = (typeof MORE_FIELDS)[number];
export type ListField = Exclude<MoreField, KnownField>;

export const isKnownField = (field: FilterField): field is KnownField =>
  field === 'integration' || field === 'owner' || field === 'tag' || field === 'created-by';

/** The values that a menu offers; others can be typed. */
const OFFERED: { [F in ListField]: readonly FieldValue<F>[] } = {
  expires: [
    { withinDays: 7 },
    { withinDays: 14 },
    { withinDays: 30 },
    { withinDays: 90 },
    'past',
    'none',
  ],
  'last-used': ['never', { overDays: 30 }, { overDays: 90 }, { overDays: 180 }],
  access: ['full', 'write', 'read-only'],
  rotation: ['overdue', { withinDays: 14 }, { withinDays: 30 }, 'none'],
  is: ['compromised'],
};

type Choice = FilterChoice<string> & { count?: number };

/**
 * The choices of a field, each with its part of a filter text as value. A value that was typed and
 * is not among the offered ones is a choice too.
 */
export function choicesOf(field: ListField, query: string, t: TFunction): Choice[] {
  const parts = OFFERED[field].map((value) => filterPart(field, value));
  return [...new Set([...parts, ...chosenParts(field, query)])].map((part) => ({
    value: part,
    label: labelOf(field, part, t),
  }));
}

/** The values that the keys have, and those that were typed. */
export function knownChoices(
  field: KnownField,
  index: KeyIndex,
  query: string,
  t: TFunction,
): Choice[] {
  const there = knownValues(index, field).map(({ text, count }) => ({
    value: filterPart(field, { kind: 'is', text }),
    label: text,
    count,
  }));
  const offered = new Set(there.map(({ value }) => value));
  const typed = [filterPart(field, { kind: 'none' }), ...chosenParts(field, query)]
    .filter((part, place, all) => !offered.has(part) && all.indexOf(part) === place)
    .map((part) => ({ value: part, label: labelOf(field, part, t) }));
  return [...typed, ...there];
}

/** The chosen values of a field as parts of a filter text. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it relates the values to their grammar
export const chosenParts = <F extends FilterField>(field: F, query: string): string[] =>
  valuesIn(parseFilter(query), field).map((value) => filterPart(field, value));

/** The values of some parts. */
export const valuesOf = <F extends FilterField>(
  field: F,
  parts: Iterable<string>,
): FieldValue<F>[] => [...parts].flatMap((part) => valuesIn(parseFilter(part), field));

export function labelOf(field: FilterField, part: string, t: TFunction): string {
  const parsed = parseFilter(part);
  if (isKnownField(field)) return matchLabel(field, parsed[field][0], t);
  const [ends] = [...parsed.expires, ...parsed.rotation];
  if (typeof ends === 'object') return t('keyFilters.values.within', { count: ends.withinDays });
  const [used] = parsed['last-used'];
  if (typeof used === 'object') {
    return 'before' in used
      ? t('keyFilters.values.before', { day: used.before })
      : t('keyFilters.values.over', { count: used.overDays });
  }
  if (ends === 'none') {
    return t(`keyFilters.values.${field === 'expires' ? 'noExpiry' : 'noRotation'}`);
  }
  const word = ends ?? used ?? parsed.access[0] ?? parsed.is[0];
  return word === undefined ? part : t(`keyFilters.values.${word}`);
}

function matchLabel(field: KnownField, match: TextMatch | undefined, t: TFunction): string {
  if (match === undefined || match.kind === 'none') return t(`keyFilters.values.none.${field}`);
  return match.kind === 'is' ? match.text : t('keyFilters.values.contains', { text: match.text });
}
