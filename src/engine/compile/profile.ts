/** What is particular to one engine when a file is compiled for it. */
import type { ModdleElement } from '../../../lint/moddle.js';
import type { EngineName, Problem } from '../ports.js';
import type { ProcessModel } from './model.js';

export interface EngineProfile {
  readonly name: EngineName;
  /** What the engine makes of the model of a process, {@link Definition.compiled}: immutable. */
  prepare(model: ProcessModel): unknown;
  /** What the rules accept and this engine cannot carry out. */
  gapsIn(definitions: ModdleElement): Problem[];
}

/** The same engine, with definitions that hold the plain model: it can cross from one thread to another. */
export function withPlainModels(profile: EngineProfile): EngineProfile {
  return { ...profile, prepare: (model) => model };
}
