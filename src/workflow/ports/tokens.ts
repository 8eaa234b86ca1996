/** Injection tokens of what the composition root hands to the workflow layer. */
export const ENGINES = Symbol('engines by name');
export const WORK_CALENDAR = Symbol('working-day calendar');
export const DEFAULT_ENGINE = Symbol('engine of new instances');
