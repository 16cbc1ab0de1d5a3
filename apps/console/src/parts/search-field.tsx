import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { type RefObject, useEffect, useState } from 'react';

const pause = 250;

interface SearchFieldProps {
  label: string;
  value: string;
  field?: RefObject<InputRef | null>;
  onSearch: (text: string) => void;
}

/** Searches when its writer pauses; `/` leads to it. */
export function SearchField({ label, value, field, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [searched, setSearched] = useState(value);
  if (searched !== value) {
    setSearched(value);
    setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onSearch(text.trim()), pause);
    return () => clearTimeout(timer);
  });
  return (
    <Input
      ref={field}
      className="search"
      variant="filled"
      size="small"
      prefix={<SearchOutlined aria-hidden />}
      suffix={field && <kbd aria-hidden>/</kbd>}
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  );
}
