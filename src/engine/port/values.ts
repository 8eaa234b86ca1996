/** Plain values that cross the port between the workflow layer and an engine. */

export type EngineName = 'reference' | 'native';
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Variables = Record<string, Json>;

/** An instant as ISO 8601 text in UTC with milliseconds and `Z`. */
export type Instant = string;
/** A calendar day as `YYYY-MM-DD` (Asia/Shanghai). */
export type Day = string;
/** int64 as decimal text: instance number × 2²³ + a counter kept in the state. */
export type Key = string;
