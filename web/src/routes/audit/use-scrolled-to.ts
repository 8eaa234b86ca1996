import { useEffect, useRef } from 'react';

/** Brings the record with the given number into view whenever the number changes. */
export function useScrolledTo(seq: number | null) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (seq === null) return;
    list.current?.querySelector(`[data-seq="${seq}"]`)?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [seq]);
  return list;
}
