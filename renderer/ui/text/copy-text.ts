/**
 * Copies a text that is no secret: it stays in the clipboard. The page has no permission for the
 * asynchronous clipboard; this way needs only that the person has just pressed a key or a button.
 *
 * @returns whether the text was copied
 */
export function copyText(text: string): boolean {
  const allow = (event: Event) => event.preventDefault();
  const give = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
  };
  // Without a selection, only a page that takes the event is allowed to copy.
  document.addEventListener('beforecopy', allow);
  document.addEventListener('copy', give, { capture: true });
  const isCopied = document.execCommand('copy');
  document.removeEventListener('beforecopy', allow);
  document.removeEventListener('copy', give, { capture: true });
  if (isCopied) for (const follower of followers) follower();
  return isCopied;
}

const followers = new Set<() => void>();

/**
 * Calls the follower when a text was copied: it has replaced a secret that was in the clipboard.
 *
 * @returns how to stop
 */
export function onTextCopied(follower: () => void): () => void {
  followers.add(follower);
  return () => {
    followers.delete(follower);
  };
}
