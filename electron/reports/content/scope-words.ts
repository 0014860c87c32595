import { parseFilter } from '../../../shared/keys/filter-language';
import type { ReportScope, ShownFor } from '../../../shared/reports/report';
import { assertNever } from '../../../shared/lib/result';
import { isResource } from '../../../shared/keys/scopes';
import { t } from '../../lib/messages';

/** The scope of a report in words. */
export function scopeInWords(scope: ReportScope): string {
  switch (scope.kind) {
    case 'all':
      return t('main:report.scopeWords.all');
    case 'selection':
      return scope.shownFor === undefined
        ? t('main:report.scopeWords.selection', { count: scope.ids.length })
        : t('main:report.scopeWords.shown', {
            count: scope.ids.length,
            what: shownForInWords(scope.shownFor),
          });
    case 'integration':
      return scope.integration === ''
        ? t('main:report.scopeWords.noIntegration')
        : t('main:report.scopeWords.integration', { integration: scope.integration });
    case 'filter':
      return filterInWords(scope.filter);
    default:
      return assertNever(scope);
  }
}

function shownForInWords({ finding, filters }: ShownFor): string {
  const found =
    finding === null
      ? []
      : [t('main:report.scopeWords.finding', { finding: t(`risks.${finding}.short`) })];
  return [...found, ...filters.map(filterInWords)].join('; ');
}

function filterInWords(text: string): string {
  const { statuses, environments, scopes, integrations, ...rest } = parseFilter(text);
  // Incomplete filter terms are searched literally.
  const typed = [...rest.words, ...rest.problems];
  const quoted = (list: readonly string[]) =>
    list.map((word) => t('main:report.scopeWords.quoted', { word })).join(', ');
  const said = [
    line(
      'status',
      [...new Set(statuses)].map((each) => t(`main:report.statusChoices.${each}`)),
    ),
    line('environment', [...new Set(environments)]),
    line('access', scopes.map(accessInWords)),
    integrations.length === 0
      ? ''
      : t('main:report.scopeWords.integrations', { values: quoted(integrations) }),
    typed.length === 0 ? '' : t('main:report.scopeWords.words', { values: quoted(typed) }),
  ].filter((each) => each !== '');
  return said.length === 0 ? t('main:report.scopeWords.nothing') : said.join('; ');
}

const line = (field: 'status' | 'environment' | 'access', values: readonly string[]): string =>
  values.length === 0 ? '' : t(`main:report.scopeWords.${field}`, { values: values.join(', ') });

function accessInWords(scope: string): string {
  const [id = '', level] = scope.split(':');
  const resource = isResource(id) ? t(`resources.${id}.label`) : id;
  if (level === 'read') return t('main:report.scopeWords.accessRead', { resource });
  return level === 'write' ? t('main:report.scopeWords.accessWrite', { resource }) : resource;
}
