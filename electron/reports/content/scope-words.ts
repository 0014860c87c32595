import { parseFilter } from '../../../shared/keys/filter-language';
import type {
  AccessChoice,
  ExpiresChoice,
  LastUsedChoice,
  RotationChoice,
  TextMatch,
} from '../../../shared/keys/filter-language';
import type { StatusChoice } from '../../../shared/keys/key-status';
import type { reportContentWords } from '../../../shared/words/en/reports-content';
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
  const parsed = parseFilter(text);
  // Incomplete filter terms are searched literally.
  const typed = [...parsed.words, ...parsed.problems];
  const said = [
    line('status', [...new Set(parsed.status)].map(statusInWords)),
    line('environment', [...new Set(parsed.environment)]),
    line('access', parsed.scope.map(accessInWords)),
    line('level', parsed.access.map(levelInWords)),
    line('integrations', parsed.integration.map(matchInWords)),
    line('owners', parsed.owner.map(matchInWords)),
    line('tags', parsed.tag.map(matchInWords)),
    line('creators', parsed['created-by'].map(matchInWords)),
    line('expires', parsed.expires.map(expiryInWords)),
    line('rotation', parsed.rotation.map(rotationInWords)),
    line('lastUsed', parsed['last-used'].map(useInWords)),
    line('is', parsed.is.length === 0 ? [] : [t('main:report.scopeWords.compromised')]),
    line('words', typed.map(quoted)),
  ].filter((each) => each !== '');
  return said.length === 0 ? t('main:report.scopeWords.nothing') : said.join('; ');
}

type Line = keyof typeof reportContentWords.scopeWords.lines;

const line = (field: Line, values: readonly string[]): string =>
  values.length === 0
    ? ''
    : t(`main:report.scopeWords.lines.${field}`, { values: values.join(', ') });

const quoted = (word: string): string => t('main:report.scopeWords.quoted', { word });

const statusInWords = (status: StatusChoice): string => t(`main:report.statusChoices.${status}`);

const levelInWords = (level: AccessChoice): string => t(`main:report.scopeWords.levels.${level}`);

function matchInWords(match: TextMatch): string {
  if (match.kind === 'none') return t('main:report.scopeWords.none');
  return match.kind === 'is'
    ? quoted(match.text)
    : t('main:report.scopeWords.containing', { word: match.text });
}

function expiryInWords(value: ExpiresChoice): string {
  return typeof value === 'string'
    ? t(`main:report.scopeWords.expiry.${value}`)
    : t('main:report.scopeWords.within', { count: value.withinDays });
}

function rotationInWords(value: RotationChoice): string {
  return typeof value === 'string'
    ? t(`main:report.scopeWords.due.${value}`)
    : t('main:report.scopeWords.within', { count: value.withinDays });
}

function useInWords(value: LastUsedChoice): string {
  if (value === 'never') return t('main:report.scopeWords.never');
  return 'before' in value
    ? t('main:report.scopeWords.before', { day: value.before })
    : t('main:report.scopeWords.over', { count: value.overDays });
}

function accessInWords(scope: string): string {
  const [id = '', level] = scope.split(':');
  const resource = isResource(id) ? t(`resources.${id}.label`) : id;
  if (level === 'read') return t('main:report.scopeWords.accessRead', { resource });
  return level === 'write' ? t('main:report.scopeWords.accessWrite', { resource }) : resource;
}
