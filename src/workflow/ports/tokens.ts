/** Injection tokens of what the composition root hands to the workflow layer. */
export const ENGINES = Symbol('engines by name');
export const WORK_CALENDAR = Symbol('working-day calendar');
/** The engine itself; instances that run stay with that of their definition. */
export const DEFAULT_ENGINE = Symbol('engine of what is deployed from now on');
