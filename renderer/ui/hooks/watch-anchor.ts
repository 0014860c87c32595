/**
 * Watches the anchor of a tooltip or a menu. Table rows are recycled for other keys: an overlay
 * must close when its anchor is removed, moves, or shows another key.
 *
 * @param isSame whether the element is still about the same subject
 * @param onLost called at each change after that, so it must be idempotent
 * @returns stops watching
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
