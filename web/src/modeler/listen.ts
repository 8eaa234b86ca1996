import type EventBus from 'diagram-js/lib/core/EventBus';
import type { EventBusEventCallback } from 'diagram-js/lib/core/EventBus';

/** Listens to events of bpmn-js; returns the function that stops listening. */
export function listen<T>(eventBus: EventBus, events: string | string[], callback: (event: T) => void): () => void {
  const listener = callback as EventBusEventCallback<unknown>;
  eventBus.on(events, listener);
  return () => eventBus.off(events, listener);
}
