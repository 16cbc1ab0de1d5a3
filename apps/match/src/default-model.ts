import { readFile } from 'node:fs/promises';
import { readModel } from '#matching/model/document';
import type { Model } from '#matching/model/model';

/** The model that is shipped for findings, learned without labels from tables that the project makes itself. It lies beside the sources, in the checkout. */
export async function defaultModel(): Promise<Model> {
  const folder = import.meta.url.includes('/dist/') ? '../../../../libs/matching/models/' : '../../../libs/matching/models/';
  return readModel(await readFile(new URL(`${folder}findings.json`, import.meta.url), 'utf8'));
}
