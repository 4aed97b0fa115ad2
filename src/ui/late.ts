import { useEffect, useState } from 'react';

/** True once 150 ms have passed: what loads faster shows no placeholder. */
export function useLate(): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return late;
}
