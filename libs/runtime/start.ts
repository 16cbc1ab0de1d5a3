import { defaultPort, loadEnv, WrongEnvironment, type Env } from '#config/env';
import { migrate } from '#database/migrate';
import { tokenHours } from '#database/record/one-time-token';
import { openSetUp } from '#database/set-up';
import { openDataFolder, type SampleAccount } from './data-folder.js';
import { cacheFolder, dataFolder } from './folders.js';
import { watchDisk } from './disk-watch.js';
import { checkGivenTemporal } from './given-temporal.js';
import { firstFree, isFree } from './ports.js';
import { startPrograms } from './programs.js';
import { openRecord } from './record.js';
import { sampleAccounts } from './samples.js';
import { Refusal, say, secondsSince } from './say.js';
import { stopOnSignals } from './stop-signals.js';
import { Supervisor } from './supervisor.js';
import { temporalPrograms } from './temporal-programs.js';
import { prepareNamespace } from './temporal-namespace.js';
import { startTemporal } from './temporal-server.js';
import { startTemporalUi } from './temporal-ui.js';
import { postgresUser } from './user.js';

/** What a person may say on the command line of `npm start`. */
export interface StartOptions {
  port?: number;
  data?: string;
  empty: boolean;
  json: boolean;
  temporalUi: boolean;
}

/** Runs the whole product until it is told to stop. */
export async function start(options: StartOptions): Promise<void> {
  let release: (() => void) | undefined;
  let supervisor: Supervisor | undefined;
  try {
    const env = loadEnv();
    const data = dataFolder(env, options.data);
    const user = env.DATABASE_URL ? undefined : postgresUser();
    release = await openDataFolder(data, user);
    const port = await choosePort(env, options.port);
    supervisor = new Supervisor(data);
    stopOnSignals(supervisor, () => {
      release?.();
      process.exit(0);
    });
    say(`Everything that is kept lies in ${data}.`);
    watchDisk(data);
    tell(await bringUp({ env, data, port, options, supervisor, cache: cacheFolder(env), user }), options.json);
  } catch (error) {
    if (supervisor?.stopping.aborted) return; // Ctrl-C while it was starting; whoever stops it ends this process
    say(error instanceof Refusal || error instanceof WrongEnvironment ? error.message : `It could not be started: ${(error as Error).stack}`);
    await supervisor?.stop();
    release?.();
    process.exit(1);
  }
}

interface Bringing {
  env: Env;
  data: string;
  cache: string;
  port: number;
  options: StartOptions;
  supervisor: Supervisor;
  user: ReturnType<typeof postgresUser>;
}

/** How it is reached: as whom, or where nobody is in it yet, by what link it is set up. */
interface Served {
  url: string;
  accounts?: SampleAccount[];
  setupUrl?: string;
}

async function bringUp({ env, data, cache, port, options, supervisor, user }: Bringing): Promise<Served> {
  const from = performance.now();
  const record = await openRecord({ env, data, cache, user, supervisor });
  const [temporal, accounts] = await Promise.all([
    openTemporal({ env, data, cache, supervisor, databaseUrl: record.temporalUrl }),
    migrate({ ownerUrl: record.ownerUrl, passwords: record.passwords }).then(() =>
      sampleAccounts({ data, record, host: env.HOST, empty: options.empty, signal: supervisor.stopping }),
    ),
  ]);
  supervisor.tell({ temporalAddress: temporal });
  const url = await startPrograms({ env, data, record, temporalAddress: temporal, samples: accounts !== undefined, port, supervisor });
  supervisor.tell({ url });
  say(`Served on ${url} (${secondsSince(from)} s).`);
  if (options.temporalUi) void besides(startTemporalUi({ data, cache, temporalAddress: temporal, namespace: env.TEMPORAL_NAMESPACE, supervisor }));
  if (accounts) return { url, accounts };
  const token = await openSetUp(record.ownerUrl);
  return { url, setupUrl: token && `${url}/set-up#${token}` };
}

/** What the product does without: it is served meanwhile, and also where this fails. */
const besides = (extra: Promise<unknown>): Promise<unknown> =>
  extra.catch((error: Error) => error.name !== 'AbortError' && say(error instanceof Refusal ? error.message : `It goes on without: ${error.stack}`));

interface TemporalChoice {
  env: Env;
  data: string;
  cache: string;
  supervisor: Supervisor;
  databaseUrl: () => Promise<string>;
}

async function openTemporal({ env, data, cache, supervisor, databaseUrl }: TemporalChoice): Promise<string> {
  if (env.TEMPORAL_ADDRESS) {
    await checkGivenTemporal(env.TEMPORAL_ADDRESS, env.TEMPORAL_NAMESPACE);
    return env.TEMPORAL_ADDRESS;
  }
  const programs = await temporalPrograms({ cache, named: env.TEMPORAL_SERVER_BIN, signal: supervisor.stopping });
  const tuning = { timeSkipping: env.TIME_SKIPPING };
  const address = await startTemporal({ data, programs, databaseUrl: await databaseUrl(), supervisor, tuning });
  await prepareNamespace(address, env.TEMPORAL_NAMESPACE);
  return address;
}

/** A port that a person names is that port or none; otherwise the first free one is taken, so that two checkouts run beside each other. */
async function choosePort({ HOST, PORT }: Env, chosen: number | undefined): Promise<number> {
  const named = chosen ?? (PORT === defaultPort ? undefined : PORT);
  if (named === undefined || named === 0) return firstFree(named === 0 ? 15_000 + Math.floor(Math.random() * 15_000) : defaultPort, HOST);
  if (await isFree(named, HOST)) return named;
  throw new Refusal(`Port ${named} on ${HOST} cannot be listened on: something else uses it, or it is not allowed. Choose another with --port N.`);
}

function tell({ url, accounts = [], setupUrl }: Served, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ url, accounts, setupUrl })}\n`);
    return;
  }
  const lines = accounts.map(({ name, password, roles, organization }) => `  ${name}  ${password}  ${roles.join(', ')}  ${organization}`);
  const table = lines.length > 0 ? ['Sample accounts (name, password, roles, organisation):', ...lines] : ['There are no sample accounts.'];
  const setUp = setupUrl ? [`Nobody is in it yet. Set it up here (the link is good once, for ${tokenHours['set-up']} hours):`, `  ${setupUrl}`] : [];
  process.stdout.write(`${['', `Liandong is served on ${url}`, ...table, ...setUp, 'Ctrl-C stops it.'].join('\n')}\n`);
}
