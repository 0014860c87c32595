const LATIN = /^[\p{sc=Latn}\p{ASCII}]$/u;
const IS_MAC = navigator.userAgent.includes('Mac');

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Whether Ctrl, or Cmd on a Mac, is held, and no other key that changes what a shortcut means. */
export const hasPrimary = ({ ctrlKey, metaKey, altKey }: Pressed): boolean =>
  !altKey && (IS_MAC ? metaKey && !ctrlKey : ctrlKey && !metaKey);

/** Whether a key writes in another script than ours: then where it is says what it means in a shortcut. */
const isOtherScript = ({ key }: Pressed): boolean =>
  Array.from(key).length === 1 && !LATIN.test(key);

/**
 * Whether a key stands for a letter or a sign in a shortcut. On a layout without Latin letters that is the key which has
 * it on an English keyboard; on any other, the key that writes it.
 *
 * @param wanted a small letter, or `,`
 */
export function isPressed(wanted: string, pressed: Pressed): boolean {
  if (pressed.key.toLowerCase() === wanted) return true;
  const code = wanted === ',' ? 'Comma' : `Key${wanted.toUpperCase()}`;
  return isOtherScript(pressed) && pressed.code === code;
}
