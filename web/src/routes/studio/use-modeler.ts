import type Canvas from 'diagram-js/lib/core/Canvas';
import { useEffect, useRef, useState, type RefObject } from 'react';

import { createModeler, type StudioModeler } from '../../modeler/createModeler.js';
import type { PetitionConfig } from '../../modeler/petition-properties/index.js';

export interface LoadedModeler {
  canvas: RefObject<HTMLDivElement | null>;
  panel: RefObject<HTMLDivElement | null>;
  /** Null until the first drawing is shown. */
  modeler: StudioModeler | null;
  /** True when the XML could not be shown as a drawing. */
  failed: boolean;
}

/** Creates the modeler with the drawing in the two elements the page gives it, and destroys it with the page. */
export function useModeler(xml: string, petition: PetitionConfig): LoadedModeler {
  const canvas = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [modeler, setModeler] = useState<StudioModeler | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (!canvas.current || !panel.current) return;
    const created = createModeler({ canvas: canvas.current, propertiesPanel: panel.current, petition });
    let alive = true;
    setFailed(false);
    created.importXML(xml).then(
      () => {
        if (!alive) return;
        showFromTopLeft(created.get('canvas'));
        setModeler(created);
      },
      () => alive && setFailed(true),
    );
    const observer = new ResizeObserver(() => created.get('canvas').resized());
    observer.observe(canvas.current);
    return () => {
      alive = false;
      observer.disconnect();
      created.destroy();
      setModeler(null);
    };
  }, [xml, petition]);

  return { canvas, panel, modeler, failed };
}

/** Room for the palette, in pixels of the screen. */
const PALETTE_WIDTH = 130;
const MARGIN = 20;
/** Smaller than this, names can no longer be read; a wide drawing is then shown from its beginning. */
const SMALLEST_ZOOM = 0.55;

/** Shows the drawing beside the palette: whole when it stays readable, else its beginning. */
export function showFromTopLeft(canvas: Canvas): void {
  const { inner, outer } = canvas.viewbox();
  const fitting = Math.min(
    (outer.width - PALETTE_WIDTH - MARGIN) / inner.width,
    (outer.height - 2 * MARGIN) / inner.height,
  );
  const zoom = Math.min(1, Math.max(SMALLEST_ZOOM, fitting));
  canvas.viewbox({
    x: inner.x - PALETTE_WIDTH / zoom,
    y: inner.y - MARGIN / zoom,
    width: outer.width / zoom,
    height: outer.height / zoom,
  });
}

/** The drawing as a file. */
export async function xmlOf(modeler: StudioModeler): Promise<string> {
  const { xml } = await modeler.saveXML({ format: true });
  if (xml === undefined) throw new Error('bpmn-js gave no XML');
  return xml;
}
