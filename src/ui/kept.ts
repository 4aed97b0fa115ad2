/** The browser's small stores of texts: `session` is this tab's, `local` the profile's. */

type Kept = Pick<Storage, 'getItem' | 'removeItem' | 'setItem'>;

/**
 * Where the browser denies the store (all cookies blocked: even looking at it throws), one in memory takes its place, so
 * that the app stands and can say what is wrong.
 */
function storeOf(name: 'localStorage' | 'sessionStorage'): Kept {
  try {
    const store: Storage | undefined = globalThis[name];
    if (store) return store;
  } catch {
    // Denied.
  }
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
}

export const local = storeOf('localStorage');
export const session = storeOf('sessionStorage');
