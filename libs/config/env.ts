import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { plainToInstance, Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, Min, validateSync } from 'class-validator';

/** The port that the console is served on where nothing else is said. */
export const defaultPort = 3000;

const postgresUrl = { message: '$property must be a connection string such as postgres://user:password@host:5432/database' };
const hostAndPort = { message: '$property must be host:port, such as 127.0.0.1:7233' };

const asBoolean = ({ value }: { value: unknown }) => ({ true: true, '1': true, false: false, '0': false })[String(value)] ?? value;

/** All that the programs take from the environment. A variable that is set to nothing counts as left out. */
export class Env {
  /** The address that the api listens on. */
  @IsString()
  @IsNotEmpty()
  HOST: string = '127.0.0.1';

  /** The port that the api listens on; 0 takes a free one. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  PORT: number = defaultPort;

  /** Whose word on the client's address and on https is taken: the proxies before the api, as addresses, ranges such as 10.0.0.0/8, or `loopback`, `uniquelocal`, with commas between them. */
  @Matches(/^[^\s,]+(,[^\s,]+)*$/, { message: '$property must be addresses or ranges of addresses, such as 10.0.0.7,192.168.0.0/16' })
  TRUSTED_PROXIES: string = 'loopback';

  /** The owner's connection: migrations, and nothing that serves people. `npm start` uses this PostgreSQL instead of one of its own. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, postgresUrl)
  DATABASE_URL?: string;

  /** The record as the role of the api. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, postgresUrl)
  API_DATABASE_URL?: string;

  /** The record as the role of the worker. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, postgresUrl)
  WORKER_DATABASE_URL?: string;

  /** The record as the role of the outbox relay. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, postgresUrl)
  RELAY_DATABASE_URL?: string;

  /** The record as the role that only verifies the timeline. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, postgresUrl)
  VERIFIER_DATABASE_URL?: string;

  /** The frontend of Temporal. `npm start` uses this one instead of a server of its own. */
  @IsOptional()
  @Matches(/^[^\s/:]+:\d+$|^\[[^\]]+\]:\d+$/, hostAndPort)
  TEMPORAL_ADDRESS?: string;

  @IsString()
  @IsNotEmpty()
  TEMPORAL_NAMESPACE: string = 'liandong';

  @IsString()
  @IsNotEmpty()
  TEMPORAL_TASK_QUEUE: string = 'liandong';

  /** A Temporal Server to run instead of finding or building one: the path of its program. */
  @IsOptional()
  @IsString()
  TEMPORAL_SERVER_BIN?: string;

  /** The folder of everything that the product keeps; documents lie in its `documents`. */
  @IsOptional()
  @IsString()
  DATA_DIR?: string;

  /** Where the signatures of the timeline lie; `signatures` in the data folder where left out. Instances that sign must share it. */
  @IsOptional()
  @IsString()
  SIGNATURES_DIR?: string;

  /** The PEM file with the Ed25519 key that signs the timeline; `signing-key.pem` in the data folder, made on the first start, where left out. */
  @IsOptional()
  @IsString()
  SIGNING_KEY_FILE?: string;

  /** The folder that keeps built or downloaded programs from one checkout to the next. */
  @IsOptional()
  @IsString()
  LIANDONG_CACHE?: string;

  /** How many connections to the record a program holds at most, for each of its roles; 20 for the api and 10 for the worker where left out. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2)
  @Max(500)
  POOL_SIZE?: number;

  /** How many stories the worker keeps in memory between their wakes. One that waits holds some 0.26 MB: 500 are 130 MB. One that is not kept costs a replay at its next wake. */
  @Type(() => Number)
  @IsInt()
  @Min(10)
  @Max(100_000)
  CACHED_WORKFLOWS: number = 500;

  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
  LOG_LEVEL: string = 'info';

  /** Whether the record holds the sample city and its accounts. */
  @Transform(asBoolean)
  @IsBoolean()
  SAMPLES: boolean = false;

  /** Lets workflows of our own Temporal Server skip time. For tests only: a real process must wait for the real day. */
  @Transform(asBoolean)
  @IsBoolean()
  TIME_SKIPPING: boolean = false;

  /** What `npm test` has started for its specs, as JSON. */
  @IsOptional()
  @IsString()
  TEST_ENGINE?: string;

  /** The heavy checks run in full instead of in their quick size. */
  @Transform(asBoolean)
  @IsBoolean()
  FULL: boolean = false;
}

/** What is wrong with the environment, in one sentence. */
export class WrongEnvironment extends Error {
  override name = 'WrongEnvironment';
}

/** What may be told in a file instead, as secrets of containers are: its path is in the variable of the same name with _FILE behind it. */
export const secretNames = ['DATABASE_URL', 'API_DATABASE_URL', 'WORKER_DATABASE_URL', 'RELAY_DATABASE_URL', 'VERIFIER_DATABASE_URL'] as const;

/** Reads and checks the environment. @throws one error that names each wrong variable */
export function loadEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  for (const name of secretNames) if (given[`${name}_FILE`] && !given[name]) given[name] = textOf(`${name}_FILE`, given[`${name}_FILE`]!);
  const env = plainToInstance(Env, given, { exposeDefaultValues: true });
  const wrong = validateSync(env).flatMap((error) => Object.values(error.constraints ?? {}));
  if (wrong.length > 0) throw new WrongEnvironment(`The environment is wrong: ${wrong.join('; ')}.`);
  return env;
}

function textOf(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new WrongEnvironment(`The environment is wrong: ${name} names ${path}, which cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

type Optional = { [Name in keyof Env]-?: undefined extends Env[Name] ? (Env[Name] extends string | undefined ? Name : never) : never }[keyof Env];

/** A variable that this program cannot do without. @throws an error that names it where it is left out */
export function required(env: Env, name: Optional): string {
  const value = env[name];
  if (value === undefined) throw new WrongEnvironment(`The environment lacks ${name}.`);
  return value;
}
