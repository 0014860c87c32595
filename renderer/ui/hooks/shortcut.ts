const LATIN = /^[\p{sc=Latn}\p{ASCII}]$/u;
const IS_MAC = navigator.userAgent.includes('Mac');

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Whether Ctrl (Cmd on a Mac) is held without other modifiers. */
export const hasPrimary = ({ ctrlKey, metaKey, altKey }: Pressed): boolean =>
  !altKey && (IS_MAC ? metaKey && !ctrlKey : ctrlKey && !metaKey);

/** Whether a key types a non-Latin letter. Then its position decides in a shortcut. */
const isOtherScript = ({ key }: Pressed): boolean =>
  Array.from(key).length === 1 && !LATIN.test(key);

/**
 * Whether a pressed key is the letter or sign of a shortcut. On a layout without Latin letters the
 * key's position on an English keyboard decides, on any other layout its character.
 *
 * @param wanted a lower-case letter, or `,`
 */
export function isPressed(wanted: string, pressed: Pressed): boolean {
  if (pressed.key.toLowerCase() === wanted) return true;
  const code = wanted === ',' ? 'Comma' : `Key${wanted.toUpperCase()}`;
  return isOtherScript(pressed) && pressed.code === code;
}

/** Alt with an arrow, on a Mac Cmd with a bracket: one page back (-1) or forward (1), else 0. */
export function historyStep(pressed: Pressed & { shiftKey: boolean }): -1 | 0 | 1 {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = pressed;
  if (shiftKey || ctrlKey || (IS_MAC ? altKey || !metaKey : metaKey || !altKey)) return 0;
  if (key === (IS_MAC ? '[' : 'ArrowLeft')) return -1;
  return key === (IS_MAC ? ']' : 'ArrowRight') ? 1 : 0;
}
