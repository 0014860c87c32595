import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import '../../ui/theme/first-fonts.css';
import '../../ui/theme/global.css';
import '../../ui/theme/forced-colours.css';
import type { ComponentProps } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { App } from '../app';
import { listenToKeys } from '../shell/page-keys';
import { CrashScreen } from '../screens/crash-screen';
import { StyleRoot } from './style-root';

/** Renders the app synchronously. Only rare screens are loaded later. */
export function renderApp(props: ComponentProps<typeof App>): void {
  const element = document.getElementById('root');
  if (!element) throw new Error('the page has no #root');
  listenToKeys();
  const root = createRoot(element);
  flushSync(() =>
    root.render(
      <StyleRoot>
        <CrashScreen>
          <App {...props} />
        </CrashScreen>
      </StyleRoot>,
    ),
  );
}
