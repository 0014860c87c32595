import { BuildNotice } from './build-notice';
import { RefusedFile } from './refused-file';

/** Notices on every screen. They ask for what they show, so they can be loaded after the first picture. */
export function LaterNotices() {
  return (
    <>
      <BuildNotice />
      <RefusedFile />
    </>
  );
}
