import type { DiagramModel } from './build.mjs';

export const model: DiagramModel;
