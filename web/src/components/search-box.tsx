import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useState, type RefObject } from 'react';
import { useDebounced } from './use-debounced.js';

const SETTLE_MS = 300;

/** A search box that searches once the typing stands still. `/` leads here on pages with lists. */
export function SearchBox({
  value,
  onSearch,
  placeholder,
  inputRef,
}: {
  value: string;
  onSearch: (text: string) => void;
  placeholder: string;
  inputRef?: RefObject<InputRef | null>;
}) {
  const [text, setText] = useState(value);
  const settled = useDebounced(text, SETTLE_MS);

  // The address may change without typing (back, a link): the box follows.
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (settled.trim() !== value && settled === text) onSearch(settled.trim());
    // Only a settled text searches: `value` and `onSearch` change as its consequence and must not search again.
  }, [settled]);

  return (
    <Input
      ref={inputRef ?? null}
      className="search-box"
      allowClear
      value={text}
      prefix={<SearchOutlined aria-hidden />}
      suffix={text ? null : <kbd aria-hidden>/</kbd>}
      placeholder={placeholder}
      aria-label={placeholder}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => onSearch(text.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
