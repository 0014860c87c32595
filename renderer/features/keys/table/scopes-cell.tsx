import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { parseScope } from '../../../../shared/scopes';
import type { Scope } from '../../../../shared/scopes';
import { useFormats } from '../../../ui/formats';

const SHOWN = 2;
/** Letters that two chips and their `+N` have room for in the column. */
const ROOM = 32;

/** At most two permissions as chips, the strong ones first; the rest behind `+N`. */
export function ScopesCell({ scopes }: { scopes: readonly Scope[] }) {
  const { t } = useTranslation();
  const { list } = useFormats();
  const texts = strongestFirst(scopes).map((scope) => ({
    text: scopeText(scope, t),
    write: isWrite(scope),
  }));
  const [first, second] = texts;
  const bothFit = (first?.text.length ?? 0) + (second?.text.length ?? 0) <= ROOM;
  const shown = texts.slice(0, bothFit ? SHOWN : 1);
  const rest = texts.slice(shown.length).map(({ text }) => text);
  return (
    <span className="chips">
      {shown.map(({ text, write }) => (
        <span key={text} className={write ? 'chip write' : 'chip'} title={text}>
          {text}
        </span>
      ))}
      {rest.length > 0 && (
        <span
          className="chip more"
          role="note"
          tabIndex={0}
          data-tip={list(rest, 'unit')}
          aria-label={t('keys.moreScopesList', { list: list(rest) })}
        >
          {t('keys.moreScopes', { count: rest.length })}
        </span>
      )}
    </span>
  );
}

const isWrite = (scope: Scope) => scope.endsWith(':write');

const strongestFirst = (scopes: readonly Scope[]) =>
  scopes.toSorted((a, b) => Number(isWrite(b)) - Number(isWrite(a)));

/** `messages: write`; a scope of another form, from elsewhere, as it is. */
function scopeText(scope: Scope, t: TFunction): string {
  const parsed = parseScope(scope);
  if (parsed === null) return scope;
  return t('keys.scope', { resource: parsed.resource, level: t(`keys.levels.${parsed.level}`) });
}
