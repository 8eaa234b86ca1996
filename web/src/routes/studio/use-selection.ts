import type { Element } from 'bpmn-js/lib/model/Types';
import { useEffect, useState } from 'react';

import type { StudioModeler } from '../../modeler/createModeler.js';
import { listen } from '../../modeler/listen.js';

interface SelectionState {
  element: Element | null;
  /** Grows with every change of the drawing, so that what is read from the element is read again. */
  version: number;
}

/** The one selected element; null when none or several are selected. */
export function useSelection(modeler: StudioModeler | null): SelectionState {
  const [state, setState] = useState<SelectionState>({ element: null, version: 0 });

  useEffect(() => {
    if (!modeler) return;
    const read = () => {
      const selected = modeler.get('selection').get() as Element[];
      setState(({ version }) => ({
        element: selected.length === 1 ? (selected[0] ?? null) : null,
        version: version + 1,
      }));
    };
    return listen(modeler.get('eventBus'), ['selection.changed', 'elements.changed', 'import.done'], read);
  }, [modeler]);

  return state;
}
