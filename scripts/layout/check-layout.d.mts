export interface LayoutProblem {
  elementId: string;
  /** overlap, too-near, outside, off-grid, not-orthogonal, through-shape, flow-overlap, label-over-…, too-wide */
  rule: string;
  message: string;
}

export interface LayoutCheck {
  problems: LayoutProblem[];
  crossings: number;
  /** Pixels from the leftmost to the rightmost border. */
  width: number;
}

export function checkLayout(xml: string): Promise<LayoutCheck>;
