import { BuildNotice } from '../notices/build-notice';
import { RefusedFile } from '../notices/refused-file';
import { AboutLayer } from './about-layer';
import { DropLayer } from './drop-layer';
import { EndingScreen } from './ending-screen';

/** What can appear over every screen. Loaded after the first picture. */
export function Layers() {
  return (
    <>
      <BuildNotice />
      <AboutLayer />
      <RefusedFile />
      <DropLayer />
      <EndingScreen />
    </>
  );
}
