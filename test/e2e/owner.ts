import { Client } from 'pg';
import { elsewhere } from '#runtime/databases';
import { secretsOf } from '#runtime/secrets';
import type { Product } from '#testing/product';

/** The product's databases beside the record: those of its engine. */
export type Place = 'liandong' | 'temporal' | 'temporal_visibility';

/** How a database of the product is reached by its owner; those of the engine only where the engine is the product's own. */
export function ownerUrlOf(product: Product, database: Place = 'liandong'): string {
  if (database === 'liandong') return product.ownerUrl();
  return elsewhere(product.ownerUrl(), { role: 'temporal', password: secretsOf(product.data).temporal, database });
}

/** That database as its owner, whom no wall stops: for tests that look behind the interface, or do what nobody may do through it. */
export async function ownerOf(product: Product, database: Place = 'liandong'): Promise<Client> {
  const client = new Client({ connectionString: ownerUrlOf(product, database) });
  await client.connect();
  return client;
}
