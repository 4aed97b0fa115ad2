import { useEffect, useReducer, useState } from 'react';

/**
 * A `ref` for the list of a Mantine combobox that is in the page only while it is open. Such a list tells its field what
 * it is called only after it stands, without drawing the field again, so the field would go on saying that it is closed.
 */
export function useListStands(): (list: HTMLElement | null) => void {
  const [list, stands] = useState<HTMLElement | null>(null);
  const [, again] = useReducer((times: number) => times + 1, 0);
  // Its name changes once more right after its first drawing.
  useEffect(() => {
    if (list !== null) again();
  }, [list]);
  return stands;
}
