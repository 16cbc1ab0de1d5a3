import type { Count } from '../api/task-types';

/** 12, 1,000+, or nothing for none. */
export const countText = ({ count, more }: Count): string => (count === 0 ? '' : `${count.toLocaleString('en')}${more ? '+' : ''}`);
