import { lazy, Suspense, useEffect, useState } from 'react';
import { listen } from '../../bridge/bridge';
import { withLaterWords } from '../../ui/text/later-words';

const AboutDialog = lazy(
  withLaterWords(async () => ({
    default: (await import('./about-dialog')).AboutDialog,
  })),
);

/** The About dialog. The menu can open it on every screen. */
export function AboutLayer() {
  const [open, setOpen] = useState(false);
  useEffect(
    () =>
      listen('app:command', (command) => {
        if (command === 'about') setOpen(true);
      }),
    [],
  );
  if (!open) return null;
  return (
    <Suspense>
      <AboutDialog onClosed={() => setOpen(false)} />
    </Suspense>
  );
}
