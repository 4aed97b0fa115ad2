import { lazy, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';

/**
 * A page whose code is loaded when it is entered, or fetched ahead. Once its code is here it is shown at once: React's
 * own lazy would show the fallback all the same, and keep it for 300 ms.
 */
export function room<P extends object>(
  load: () => Promise<{ readonly default: ComponentType<P> }>,
): { readonly Room: (props: P) => ReactNode; readonly fetch: () => Promise<unknown> } {
  let here: ComponentType<P> | null = null;
  const fetch = async (): Promise<{ readonly default: ComponentType<P> }> => {
    const loaded = await load();
    here = loaded.default;
    return loaded;
  };
  const Later: ComponentType<P> = lazy(fetch);
  function Room(props: P): ReactNode {
    // Chosen once a visit: another component in its place would begin the page anew.
    const [Page] = useState<ComponentType<P>>(() => here ?? Later);
    return <Page {...props} />;
  }
  return { Room, fetch };
}
