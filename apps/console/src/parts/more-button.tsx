import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useWords } from '../words/words';

interface MoreProps {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Reads the next page when it comes into view, or when it is pressed. */
export function MoreButton({ hasNextPage, isFetchingNextPage, fetchNextPage }: MoreProps) {
  const words = useWords();
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!hasNextPage || isFetchingNextPage || !end.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && fetchNextPage(), { rootMargin: '200px' });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={end} className="more">
      <Button type="text" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
        {words.common.loadMore}
      </Button>
    </div>
  );
}
