import { interpolate, interpolateCount } from '../../../shared/lib/interpolate';
import { parseFilter } from '../../../shared/keys/filter-language';
import type { ReportScope, ShownFor } from '../../../shared/reports/report';
import { assertNever } from '../../../shared/lib/result';
import { isResource } from '../../../shared/keys/scopes';
import { reportContentWords } from '../../../shared/words/en/report-content';
import { resourceWords } from '../../../shared/words/en/resources';
import { riskWords } from '../../../shared/words/en/risks';

const words = reportContentWords.scopeWords;

/** The scope of a report in words. */
export function scopeInWords(scope: ReportScope): string {
  switch (scope.kind) {
    case 'all':
      return words.all;
    case 'selection':
      return scope.shownFor === undefined
        ? interpolateCount(
            { one: words.selection_one, other: words.selection_other },
            scope.ids.length,
          )
        : interpolateCount({ one: words.shown_one, other: words.shown_other }, scope.ids.length, {
            what: shownForInWords(scope.shownFor),
          });
    case 'integration':
      return scope.integration === ''
        ? words.noIntegration
        : interpolate(words.integration, { integration: scope.integration });
    case 'filter':
      return filterInWords(scope.filter);
    default:
      return assertNever(scope);
  }
}

function shownForInWords({ finding, filters }: ShownFor): string {
  const found =
    finding === null ? [] : [interpolate(words.finding, { finding: riskWords[finding].short })];
  return [...found, ...filters.map(filterInWords)].join('; ');
}

function filterInWords(text: string): string {
  const { statuses, environments, scopes, integrations, ...rest } = parseFilter(text);
  // Incomplete filter terms are searched literally.
  const typed = [...rest.words, ...rest.problems];
  const quoted = (list: readonly string[]) =>
    list.map((word) => interpolate(words.quoted, { word })).join(', ');
  const said = [
    line(
      words.status,
      [...new Set(statuses)].map((each) => reportContentWords.statusChoices[each]),
    ),
    line(words.environment, [...new Set(environments)]),
    line(words.access, scopes.map(accessInWords)),
    integrations.length === 0
      ? ''
      : interpolate(words.integrations, { values: quoted(integrations) }),
    typed.length === 0 ? '' : interpolate(words.words, { values: quoted(typed) }),
  ].filter((each) => each !== '');
  return said.length === 0 ? words.nothing : said.join('; ');
}

const line = (text: string, values: readonly string[]): string =>
  values.length === 0 ? '' : interpolate(text, { values: values.join(', ') });

function accessInWords(scope: string): string {
  const [id = '', level] = scope.split(':');
  const resource = isResource(id) ? resourceWords[id].label : id;
  if (level === 'read') return interpolate(words.accessRead, { resource });
  return level === 'write' ? interpolate(words.accessWrite, { resource }) : resource;
}
