/**
 * Watches the element that a tooltip or a menu hangs from. Rows of a table are drawn anew for other keys: what hangs from
 * one must not stay when it is gone, has another place in the window, or is about something else.
 *
 * @param isSame whether the element is still about the same
 * @param onLost is called with each change after that, so it must bear to be called more than once
 * @returns the end of it
 */
export function watchAnchor(
  anchor: HTMLElement,
  isSame: () => boolean,
  onLost: () => void,
): () => void {
  const before = anchor.getBoundingClientRect();
  const look = () => {
    const { top, left, width } = anchor.getBoundingClientRect();
    const isThere =
      anchor.isConnected && top === before.top && left === before.left && width === before.width;
    if (!isThere || !isSame()) onLost();
  };
  const content = new MutationObserver(look);
  content.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['data-tip', 'data-key-id', 'style', 'class', 'hidden', 'inert'],
  });
  const size = new ResizeObserver(look);
  size.observe(anchor);
  size.observe(document.documentElement);
  return () => {
    content.disconnect();
    size.disconnect();
  };
}
