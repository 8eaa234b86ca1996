/** 排队号 of a walk-in: the window's place in the hall and the number of the day at it, e.g. `03-012`. */
export const formatQueueNumber = (position: number, sequence: number): string =>
  `${String(position).padStart(2, '0')}-${String(sequence).padStart(3, '0')}`;
