import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { ThemeProvider } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { theme } from '../../ui/theme/theme';

/** The content security policy lets only style elements with this load's nonce through. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content;
const cache = createCache({
  key: 'ock',
  // Emotion's default plugin adds vendor prefixes, which Chromium does not need.
  stylisPlugins: [],
  ...(nonce && { nonce }),
});

/**
 * The providers that styles need. The theme is not stored in the window, because it is a
 * preference.
 */
export function StyleRoot({ children }: { children: ReactNode }) {
  return (
    <CacheProvider value={cache}>
      {/* There is no server rendering to match: without `noSsr` everything would be rendered twice. */}
      <ThemeProvider theme={theme} storageManager={null} defaultMode="system" noSsr>
        {children}
      </ThemeProvider>
    </CacheProvider>
  );
}
