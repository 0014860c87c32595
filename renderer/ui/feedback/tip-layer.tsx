import { styled } from '@mui/material/styles';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { role } from '../theme/colour-roles';
import { border, lineHeight, radius, textSize } from '../theme/tokens';
import { watchAnchor } from '../hooks/watch-anchor';

const GAP = 6;
const MARGIN = 8;
const DELAY_MS = 350;

const Tip = styled('div')({
  position: 'fixed',
  inset: 'auto',
  margin: 0,
  border: 0,
  maxWidth: 320,
  padding: '5px 9px',
  borderRadius: radius.small,
  background: role.text,
  color: role.surface,
  // Visible in forced colours only, which remove the background.
  outline: border.forced,
  fontSize: textSize.hint,
  lineHeight: lineHeight.hint,
  fontWeight: 500,
  overflowWrap: 'anywhere',
  pointerEvents: 'none',
});

/**
 * One tooltip for the whole window: it shows the `data-tip` of the element under the pointer or
 * with the focus, and Escape hides it. A tooltip component in every row would cost more than the
 * rest of the row. It is visual only: its text is also in the accessible name of its element.
 *
 * It closes when its element moves or changes, because a recycled row may show another key.
 */
export function TipLayer() {
  const [shown, setShown] = useState<{ target: HTMLElement; text: string } | null>(null);
  const tip = useRef<HTMLDivElement>(null);

  useEffect(
    () =>
      followTips((target) => {
        const text = target?.dataset['tip'];
        setShown(target && text ? { target, text } : null);
      }),
    [],
  );
  useLayoutEffect(() => {
    if (!shown || !tip.current) return undefined;
    place(tip.current, shown.target);
    const isSame = () => shown.target.dataset['tip'] === shown.text;
    return watchAnchor(shown.target, isSame, () => setShown(null));
  }, [shown]);

  if (!shown) return null;
  return (
    <Tip ref={tip} popover="manual" aria-hidden="true" dir="auto">
      {shown.text}
    </Tip>
  );
}

function followTips(show: (target: HTMLElement | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const showAfter = (delay: number, isStill: string) => (event: Event) => {
    clearTimeout(timer);
    const found =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null;
    if (!found?.dataset['tip']) return show(null);
    // Meanwhile the element may have been removed or have moved away from the pointer.
    timer = setTimeout(() => show(found.matches(isStill) ? found : null), delay);
  };
  const hide = () => {
    clearTimeout(timer);
    show(null);
  };
  const onFocus = (event: FocusEvent) => {
    // A click also sets the focus, but hovering has already shown the tooltip.
    if (event.target instanceof Element && event.target.matches(':focus-visible')) {
      showAfter(0, ':focus-within')(event);
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') hide();
  };
  const onOut = (event: PointerEvent) => {
    // The pointer has left the window.
    if (event.relatedTarget === null) hide();
  };
  const undo = new AbortController();
  const options = { signal: undo.signal, capture: true, passive: true };
  document.addEventListener('pointerover', showAfter(DELAY_MS, ':hover'), options);
  document.addEventListener('pointerout', onOut, options);
  document.addEventListener('focusin', onFocus, options);
  document.addEventListener('focusout', hide, options);
  document.addEventListener('pointerdown', hide, options);
  document.addEventListener('keydown', onKey, options);
  document.addEventListener('scroll', hide, options);
  window.addEventListener('resize', hide, options);
  return () => {
    clearTimeout(timer);
    undo.abort();
  };
}

/** Above the element, or below when there is no space, and always inside the window. */
function place(tip: HTMLElement, target: HTMLElement): void {
  // The top layer is above dialogs, regardless of their z-index.
  tip.showPopover();
  const box = target.getBoundingClientRect();
  const above = box.top - GAP - tip.offsetHeight;
  const middle = box.left + box.width / 2 - tip.offsetWidth / 2;
  const rightmost = window.innerWidth - tip.offsetWidth - MARGIN;
  tip.style.top = `${above >= MARGIN ? above : box.bottom + GAP}px`;
  tip.style.left = `${Math.max(MARGIN, Math.min(middle, rightmost))}px`;
}
