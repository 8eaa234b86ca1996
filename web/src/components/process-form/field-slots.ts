/**
 * The bridge from form-js (Preact) to this application's own inputs (React): a form-js field leaves an empty element, a
 * slot, and the React side fills it through a portal, so that theme and language are those of the page.
 */

export interface DateSlot {
  kind: 'date';
  element: HTMLElement;
  subtype: 'date' | 'time' | 'datetime';
  /** Text as form-js keeps it: `YYYY-MM-DD`, `HH:mm…` or an ISO date-time. */
  value: string | null;
  serializing: 'utc_offset' | 'utc_normalized' | 'no_timezone';
  minuteStep: number;
  disallowPast: boolean;
  disabled: boolean;
  readOnly: boolean;
  invalid: boolean;
  labels: { date: string; time: string };
  inputId: string;
  describedBy: string;
  onChange: (value: string | null) => void;
  onBlur: () => void;
}

export class FieldSlots {
  private slots = new Map<HTMLElement, DateSlot>();
  private listed: DateSlot[] = [];
  private readonly watchers = new Set<() => void>();

  put(slot: DateSlot): void {
    this.slots.set(slot.element, slot);
    this.changed();
  }

  remove(element: HTMLElement): void {
    this.slots.delete(element);
    this.changed();
  }

  readonly list = (): DateSlot[] => this.listed;

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  private changed(): void {
    this.listed = [...this.slots.values()];
    this.watchers.forEach((watcher) => watcher());
  }
}
