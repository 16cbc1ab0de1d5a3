import { DataSource, type DataSourceOptions } from 'typeorm';
import * as entities from './entities/index.js';
import { SnakeCaseNames } from './names.js';

/** The record as its owner changes its schema and compares it with the entities. What runs asks it through `Database`. */
export const ownersRecord = (ownerUrl: string, more: Partial<Pick<DataSourceOptions & { type: 'postgres' }, 'migrations' | 'schema'>> = {}): DataSource =>
  new DataSource({
    type: 'postgres',
    url: ownerUrl,
    entities: Object.values(entities),
    namingStrategy: new SnakeCaseNames(),
    migrationsTransactionMode: 'each',
    ...more,
  });
