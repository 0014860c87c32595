import { describe, expect, it, vi } from 'vitest';
import { isPressed } from '../../../../../renderer/ui/hooks/shortcut';
import { zoomOf } from '../../../../../renderer/ui/hooks/zoom';

// Before the imports: which key is the primary one is asked for once.
vi.hoisted(() => {
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'X11; Linux x86_64' } });
});

const press = (key: string, code: string, more: object = {}) =>
  ({
    key,
    code,
    ctrlKey: true,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...more,
  }) as KeyboardEvent;

describe('zooming', () => {
  it.each([
    ['=', 'Equal', 'in'],
    ['+', 'Equal', 'in'],
    ['+', 'NumpadAdd', 'in'],
    // A German keyboard has a key for it.
    ['+', 'BracketRight', 'in'],
    ['-', 'Minus', 'out'],
    ['-', 'NumpadSubtract', 'out'],
    // A French keyboard has it where the 6 is.
    ['-', 'Digit6', 'out'],
    ['0', 'Digit0', 'actual-size'],
    ['0', 'Numpad0', 'actual-size'],
    ['Insert', 'Numpad0', 'actual-size'],
    ['à', 'Digit0', 'actual-size'],
    ['٠', 'Digit0', 'actual-size'],
  ] as const)('is %s on %s', (key, code, to) => {
    expect(zoomOf(press(key, code))).toBe(to);
  });

  it('takes Ctrl, alone', () => {
    expect(zoomOf(press('=', 'Equal', { ctrlKey: false }))).toBeNull();
    expect(zoomOf(press('=', 'Equal', { altKey: true }))).toBeNull();
    expect(zoomOf(press('=', 'Equal', { metaKey: true }))).toBeNull();
    expect(zoomOf(press('Insert', 'Insert'))).toBeNull();
    expect(zoomOf(press('k', 'KeyK'))).toBeNull();
  });
});

describe('a letter of a shortcut', () => {
  it.each([
    ['n', 'т', 'KeyN'],
    ['f', 'φ', 'KeyF'],
    ['l', 'م', 'KeyL'],
    [',', 'б', 'Comma'],
    ['n', 'ㅜ', 'KeyN'],
    ['n', 'N', 'KeyN'],
    // A Dvorak keyboard.
    ['k', 'k', 'KeyV'],
  ])('%s is pressed with %s on %s', (wanted, key, code) => {
    expect(isPressed(wanted, press(key, code))).toBe(true);
  });

  it.each([
    ['l', 'n', 'KeyL'],
    ['n', 'ğ', 'KeyN'],
    ['n', 'й', 'KeyQ'],
    ['n', 'Dead', 'KeyN'],
    [',', 'w', 'Comma'],
  ])('%s is not pressed with %s on %s', (wanted, key, code) => {
    expect(isPressed(wanted, press(key, code))).toBe(false);
  });
});
