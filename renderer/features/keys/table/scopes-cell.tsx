import type { Scope } from '../../../../shared/scopes';
import { useRowContext } from './row-context';

const SHOWN = 2;
/** Letters that two chips have room for in the column; fewer when `+N` stands behind them. */
const ROOM = 30;
const ROOM_BESIDE_MORE = 25;

/** At most two permissions as chips, the strong ones first; the rest behind `+N`. */
export function ScopesCell({ scopes }: { scopes: readonly Scope[] }) {
  const { t, formats, texts } = useRowContext();
  const { list } = formats;
  const all = strongestFirst(scopes).map((scope) => ({
    text: texts.scope(scope),
    write: isWrite(scope),
  }));
  const [first, second] = all;
  const bothFit =
    (first?.text.length ?? 0) + (second?.text.length ?? 0) <=
    (all.length > SHOWN ? ROOM_BESIDE_MORE : ROOM);
  const shown = all.slice(0, bothFit ? SHOWN : 1);
  const rest = all.slice(shown.length).map(({ text }) => text);
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
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its tooltip is for the keyboard too
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
