/** `j`/`k` move a mark over a list, `Enter` opens, `c` claims, `/` goes to the search box. */
import { useEffect, useState } from 'react';

export interface ListKeys {
  count: number;
  onOpen: (index: number) => void;
  onClaim?: (index: number) => void;
  onSearch?: () => void;
}

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"]';
/** Elements that answer to Enter themselves. */
const PRESSABLE = 'a, button, [role="tab"], [role="menuitem"]';

/** Returns the marked row (-1 for none) and the way to move the mark. */
export function useListKeys({ count, onOpen, onClaim, onSearch }: ListKeys): [number, (index: number) => void] {
  const [marked, setMarked] = useState(-1);
  const row = Math.min(marked, count - 1);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target instanceof Element ? event.target : document.body;
      if (target.closest(TYPING) || document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return;
      if (event.key === '/' && onSearch) {
        event.preventDefault();
        onSearch();
      } else if (event.key === 'j') setMarked(Math.min(row + 1, count - 1));
      else if (event.key === 'k') setMarked(Math.max(row - 1, 0));
      else if (event.key === 'Enter' && row >= 0 && !target.closest(PRESSABLE)) onOpen(row);
      else if (event.key === 'c' && row >= 0) onClaim?.(row);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [count, row, onOpen, onClaim, onSearch]);

  return [row, setMarked];
}
