import { lazy, Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';

const Palette = lazy(() => import('./palette.tsx'));
const asked = 'countersign:palette';

/** Opens the palette, from wherever. */
export function openPalette(): void {
  dispatchEvent(new Event(asked));
}

/** Loads the palette when it is first wanted, by its button or Ctrl K; from then on it listens itself. */
export function PaletteSlot(): ReactNode {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const open = (): void => {
      setWanted((before) => {
        if (before) void import('@mantine/spotlight').then(({ spotlight }) => spotlight.open());
        return true;
      });
    };
    const key = (event: KeyboardEvent): void => {
      if (wanted || event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open();
    };
    addEventListener(asked, open);
    addEventListener('keydown', key);
    return () => {
      removeEventListener(asked, open);
      removeEventListener('keydown', key);
    };
  }, [wanted]);
  return wanted ? (
    <Suspense>
      <Palette />
    </Suspense>
  ) : null;
}
