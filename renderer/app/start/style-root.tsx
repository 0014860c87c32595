import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { ThemeProvider } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { theme } from '../../ui/theme/theme';

/** The content security policy lets only style elements with this load's nonce through. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content;
const cache = createCache({
  key: 'ock',
  // The one plugin it has by itself writes prefixes, for other browsers.
  stylisPlugins: [],
  ...(nonce && { nonce }),
});

/** Everything that styles need. Nothing about the theme is stored in the window: preferences are. */
export function StyleRoot({ children }: { children: ReactNode }) {
  return (
    <CacheProvider value={cache}>
      {/* There is no server whose picture the first one has to be: without `noSsr` all is drawn a second time. */}
      <ThemeProvider theme={theme} storageManager={null} defaultMode="system" noSsr>
        {children}
      </ThemeProvider>
    </CacheProvider>
  );
}
