import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { invalidField } from './validation.js';

/** Reads the one file that a request carries. What was read counts only where no other follows. @param largest in bytes, where it is not as large as any may be @throws Problem `invalid` for none or a second one, and what `read` throws */
export async function onlyFile<Read>(request: FastifyRequest, read: (file: MultipartFile) => Promise<Read>, largest?: number): Promise<Read> {
  const files = request.isMultipart() ? request.files(largest ? { limits: { fileSize: largest } } : {}) : undefined;
  const file = await files?.next();
  if (!file || file.done) throw invalidField('file', 'isNotEmpty', { zh: '请选择文件。', en: 'Choose a file.' });
  const known = await read(file.value);
  if (!(await files!.next()).done) throw invalidField('file', 'one', { zh: '一次只能上传一个文件。', en: 'Upload one file at a time.' });
  return known;
}
