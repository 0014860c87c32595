import type { WebContents, WebFrameMain } from 'electron';

/** The only origin whose main frame may send requests. */
export const APP_ORIGIN = 'app://ownchat';

/** The facts about the sender of a message. */
export interface Sender {
  sender: Pick<WebContents, 'id'>;
  senderFrame: Pick<WebFrameMain, 'origin' | 'parent'> | null;
}

/**
 * Whether a message comes from the app's own page: the main frame of our window, at our exact origin. A frame
 * that is gone, a sub-frame and any other page are refused.
 */
export function isOwnMainFrame(
  event: Sender,
  ownWebContentsId: number | null,
  origin: string = APP_ORIGIN,
): boolean {
  const frame = event.senderFrame;
  if (frame === null || event.sender.id !== ownWebContentsId) return false;
  return frame.parent === null && frame.origin === origin;
}
