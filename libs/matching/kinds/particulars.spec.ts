import { describe, expect, it } from '@jest/globals';
import { particulars } from './particulars.js';

describe('numbers of papers', () => {
  it('are those of contracts and invoices, and not those of roads', () => {
    const papers = (text: string) => particulars().read([], text)?.papers ?? [];
    expect(papers('凭证记-0123号，发票no20304')).toHaveLength(2);
    expect(papers('s304线改造工程、g318国道养护')).toEqual([]);
  });
});
