import { describe, expect, it } from 'vitest';
import type { Sender } from '../../../../electron/ipc/sender';
import { APP_ORIGIN, isOwnMainFrame } from '../../../../electron/ipc/sender';

const OWN = 7;
const frame = (origin: string, parent: object | null = null): Sender['senderFrame'] =>
  ({ origin, parent }) as Sender['senderFrame'];
const from = (senderFrame: Sender['senderFrame'], id = OWN): Sender => ({
  sender: { id },
  senderFrame,
});

describe('who is listened to', () => {
  it('is the main frame of our own window at our exact origin', () => {
    expect(isOwnMainFrame(from(frame(APP_ORIGIN)), OWN)).toBe(true);
  });

  it.each([
    ['a frame that is gone', from(null)],
    ['a sub-frame, even of our own origin', from(frame(APP_ORIGIN, {}))],
    ['another window', from(frame(APP_ORIGIN), 8)],
    ['another origin', from(frame('https://ownchat'))],
    ['an origin that begins like ours', from(frame(`${APP_ORIGIN}.evil.example`))],
    ['another host of our scheme', from(frame('app://other'))],
    ['an opaque origin', from(frame('null'))],
    ['a file', from(frame('file://'))],
    ['no origin', from(frame(''))],
  ])('is not %s', (_who, event) => {
    expect(isOwnMainFrame(event, OWN)).toBe(false);
  });

  it('is refused while there is no window', () => {
    expect(isOwnMainFrame(from(frame(APP_ORIGIN)), null)).toBe(false);
  });

  it('is the development server, and then not the app origin, when that is what runs', () => {
    const server = 'http://localhost:5173';
    expect(isOwnMainFrame(from(frame(server)), OWN, server)).toBe(true);
    expect(isOwnMainFrame(from(frame(APP_ORIGIN)), OWN, server)).toBe(false);
  });
});
