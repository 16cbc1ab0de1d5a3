import { Client } from 'pg';
import { elsewhere } from '#runtime/databases';
import { secretsOf } from '#runtime/secrets';
import type { Product } from '#testing/product';

/** The product's databases beside the record: those of its engine. */
export type Place = 'liandong' | 'temporal' | 'temporal_visibility';

/** How a database of the product's own PostgreSQL is reached by its owner. */
export function ownerUrlOf({ data, run }: Product, database: Place = 'liandong'): string {
  const { owner, temporal } = secretsOf(data);
  const to = database === 'liandong' ? { role: 'liandong_owner', password: owner } : { role: 'temporal', password: temporal };
  return elsewhere(`postgres://127.0.0.1:${run().children.postgres!.port}`, { ...to, database });
}

/** That database as its owner, whom no wall stops: for tests that look behind the interface, or do what nobody may do through it. */
export async function ownerOf(product: Product, database: Place = 'liandong'): Promise<Client> {
  const client = new Client({ connectionString: ownerUrlOf(product, database) });
  await client.connect();
  return client;
}
