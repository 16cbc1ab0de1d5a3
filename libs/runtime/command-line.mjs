import { parseArgs } from 'node:util';

/** The command lines of our scripts: their options, and what `--help` prints. Node's built-ins only: this runs before anything is installed. */

const help = { help: { type: 'boolean', short: 'h' } };

const where = `Where things lie:
  data    one folder per checkout: .liandong in the checkout, or for root /var/lib/liandong/<checkout>
          (PostgreSQL cannot run as root, and must reach it as the user postgres); --data DIR or DATA_DIR moves it
  cache   programs that were built or downloaded: ~/.cache/liandong, for root /var/cache/liandong; LIANDONG_CACHE moves it`;

export const start = {
  options: {
    port: { type: 'string' },
    data: { type: 'string' },
    empty: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    'temporal-ui': { type: 'boolean', default: false },
    'as-built': { type: 'boolean', default: false },
    ...help,
  },
  help: `npm start -- [options]

Runs the whole product until Ctrl-C: installs and builds what is missing, starts PostgreSQL and Temporal Server,
migrates, loads the sample city on the first start, and prints where the console is served.

  --port N        serve on this port (0: any free one); without it the first free one from 3000 on
  --data DIR      keep everything in this folder
  --empty         first start without the sample city: prints a link, good once, with which the first administrator sets it up
  --json          print one JSON line { url, accounts, setupUrl } on standard output when ready
  --temporal-ui   serve Temporal's own web UI as well
  --as-built      neither install nor build first
  --help          this text

${where}

Environment: DATABASE_URL, TEMPORAL_ADDRESS use a PostgreSQL or a Temporal that you run instead of ours;
TEMPORAL_SERVER_BIN names a Temporal Server to run; HOST, PORT, LOG_LEVEL.`,
};

export const kinds = ['unit', 'medium', 'workflow', 'replay', 'e2e', 'browser', 'faults'];

export const test = {
  options: { only: { type: 'string', multiple: true }, full: { type: 'boolean', default: false }, engine: { type: 'boolean', default: false }, ...help },
  positionals: true,
  help: `npm test -- [options] [-- arguments of Jest]

Installs and builds what is missing, starts a PostgreSQL and a Temporal Server of its own, runs all tests against
them, and ends with one line "N passed, N failed". Exit code 1 when any failed or a kind has none.

  --only KIND     one kind of test (repeat it, or separate by commas): ${kinds.join(', ')}
  --full          the heavy checks in full (up to an hour) instead of in their quick size
  --engine        only start the engine, print TEST_ENGINE for running Jest by hand, and wait for Ctrl-C
  --help          this text

What follows -- goes to Jest: npm test -- --only medium -- libs/runtime`,
};

export const bench = {
  options: { check: { type: 'boolean', default: false }, ...help },
  positionals: true,
  help: `npm run bench -- [options] [NAME…]

Measures, and prints one JSON object per line; all groups, or those that are named.

  --check         compare with the stated bounds; exit code 1 where one is missed
  --help          this text`,
};

export const fuzz = {
  options: {
    seed: { type: 'string', default: '1' },
    examples: { type: 'string', default: '50' },
    schemathesis: { type: 'string', default: 'schemathesis' },
    ...help,
  },
  positionals: true,
  help: `npm run fuzz -- [options] [CALLER…]

Starts the product and has schemathesis make up requests from the description of the interface, in all its phases,
as anonymous, reviewer, administrator and coordinator, or as those that are named. Exit code 1 where an answer is a 5xx,
or is not in the description. It needs Python and schemathesis 4: pip install "schemathesis>=4,<5"

  --seed N             make up the requests of another seed than 1
  --examples N         how many requests each phase makes up for a route at most (50)
  --schemathesis PATH  the program, where it is not on the PATH
  --help               this text`,
};

export const rebuildEngine = {
  options: { data: { type: 'string' }, ...help },
  help: `npm run rebuild-engine -- [options]

The way back after Temporal has lost what it knew: rings every open process of the running product, so that Temporal takes
them up from the record. Where the databases of our own Temporal Server are gone they are made anew first. Can be repeated.

  --data DIR      the data folder of the running product
  --help          this text

${where}

Environment: what npm start was given (DATABASE_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE).`,
};

export const verifyTimeline = {
  options: { data: { type: 'string' }, key: { type: 'string', multiple: true }, json: { type: 'boolean', default: false }, ...help },
  help: `npm run verify-timeline -- [options]

Recomputes the hash of every entry on record, beside the running product, and compares it with the signatures outside
the database. Names the first entry of each process that was edited, inserted, deleted or cut off, and says up to which
entry the signatures vouch. Exit code 0: all is whole; 1: something was found; 2: it could not be verified.

  --data DIR      the data folder of the running product
  --key NAME      trust this key as well as the one that signs here: one that signed before, or elsewhere (repeat it)
  --json          print one JSON line on standard output
  --help          this text

${where}

Environment: DATABASE_URL or VERIFIER_DATABASE_URL verify a PostgreSQL that you run; SIGNATURES_DIR, SIGNING_KEY_FILE
say where the signatures lie and what they are made with.`,
};

export const destroyContent = {
  options: {
    data: { type: 'string' },
    clue: { type: 'string' },
    process: { type: 'string' },
    basis: { type: 'string' },
    by: { type: 'string' },
    open: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
    ...help,
  },
  help: `npm run destroy-content -- [options]

Destroys what was written in a clue or a process, for good. The timeline stays whole, and says from then on that it was
destroyed, when, by whom and on what basis. Asks for what is left out, and once more before it does it.

  --clue NUMBER     the clue: title, content, subjects, reporter, amount, materials with their files, and what was
                    written in all of its transfers
  --process NUMBER  what was written in one process alone: comments, opinions, results, notes, drafts
  --basis TEXT      the rule and the decision; it stays in the timeline
  --by NAME         the log-in name of the administrator who has it done
  --open            also where a process is still open
  --yes             do not ask once more
  --data DIR        the data folder of the running product
  --help            this text

${where}

Environment: DATABASE_URL names a PostgreSQL that you run.`,
};

/** Reads a command line; answers --help, and refuses what it does not know. */
export function read({ options, positionals = false, help: text }, given = process.argv.slice(2)) {
  let found;
  try {
    found = parseArgs({ args: given, options, allowPositionals: positionals });
  } catch (error) {
    refuse(error.message, text);
  }
  if (found.values.help) {
    process.stdout.write(`${text}\n`);
    process.exit(0);
  }
  return found;
}

/** A port as a person writes it. */
export function portOf(text, usage) {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) refuse(`--port ${text} is not a port: a number from 0 to 65535 is wanted.`, usage);
  return port;
}

/** Says what is wrong and how it goes, and ends. */
export function refuse(message, text) {
  process.stderr.write(`${message}\n\n${text}\n`);
  process.exit(2);
}
