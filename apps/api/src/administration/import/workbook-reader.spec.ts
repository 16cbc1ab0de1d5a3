import { expect, it } from '@jest/globals';
import { WorkbookReader } from './workbook-reader.service.js';

// The thread's own file exists only where it was built: not here.
it('does not blame a file where it is the thread that fails', async () => {
  await expect(new WorkbookReader().read(Buffer.from('PK'))).rejects.toMatchObject({ code: 'MODULE_NOT_FOUND' });
});
