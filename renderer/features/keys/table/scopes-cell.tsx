import type { Scope } from '../../../../shared/keys/scopes';
import { chipsThatFit } from './chips-that-fit';
import { useRowContext } from './row-context';

/**
 * The permissions as chips, the strongest first, as many as fit; the rest as `+N`. The chips are
 * plain elements: MUI's `Chip` takes about 40 times as long to render (docs/performance.md), and a
 * screen of rows has about a hundred.
 */
export function ScopesCell({ scopes }: { scopes: readonly Scope[] }) {
  const { t, formats, texts, scopesRoom } = useRowContext();
  const { list } = formats;
  const all = texts.chips(scopes);
  const shown = all.slice(0, chipsThatFit(all, scopesRoom));
  const rest = all.slice(shown.length).map(({ text }) => text);
  return (
    <span className="chips">
      {shown.map(({ text, title, look }) => (
        <span key={text} className={`chip ${look}`} title={title}>
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
