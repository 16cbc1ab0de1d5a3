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
  --temporal-ui   serve Temporal's own web UI as well; it is built the first time, while the product serves already
  --as-built      neither install nor build first
  --help          this text

${where}

Environment: DATABASE_URL, TEMPORAL_ADDRESS use a PostgreSQL or a Temporal that you run instead of ours;
TEMPORAL_SERVER_BIN names a Temporal Server to run; HOST, PORT, LOG_LEVEL.`,
};

export const kinds = ['structure', 'unit', 'medium', 'workflow', 'replay', 'e2e', 'browser', 'faults'];

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
  options: { check: { type: 'boolean', default: false }, data: { type: 'string' }, ...help },
  positionals: true,
  help: `npm run bench -- [options] [NAME…]

Measures, and prints one JSON object per line: { name, value, unit, n, bound }; all groups, or those that are named.

  start       from the command to a served page: first start, second start
  claim       claims over HTTP, beside the bare statement
  cycle       open, visible, claimed, decided, closed, beside bare Temporal, customary and tuned
  story       the whole transfer with its four tasks
  delivery    from the commit to the task on a page
  commands    commands a second, with the engine and without it, and how long it takes to catch up
  worklist    pages with 100,000 and with 1,000,000 open tasks, beside the bare statement
  coldStart   a worker that starts with 2,000 open transfers, until a new command on each has had its effect
  memory      what each program holds with 10,000 open transfers
  matching    the quality and speed of matching, on outside sets (--data) and on sets that are made

  --check         compare with the stated bounds; exit code 1 where one is missed. A group that misses an absolute bound
                  is measured again, at most three times in all, and the best counts. Ends within 45 minutes
  --data DIR      where the sets lie that matching is measured with: febrl4, dblp-acm, zh-findings/dev
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

export const backup = {
  options: { to: { type: 'string' }, data: { type: 'string' }, ...help },
  help: `npm run backup -- --to DIR [options]

Backs up everything that the running product keeps, as it is at one moment, while it goes on serving: the record, the
documents, the signatures of the timeline and the key that signs. Temporal's databases are not in it: the record alone
drives every process again. Exit code 0: all of it; 1: nothing; 2: all but documents that the product lacks as well.

  --to DIR        a folder that does not exist yet, or is empty
  --data DIR      the data folder of the running product
  --help          this text

${where}

Environment: DATABASE_URL names a PostgreSQL that you run; SIGNATURES_DIR, SIGNING_KEY_FILE say where the signatures lie
and what they are made with.`,
};

export const restore = {
  options: { from: { type: 'string' }, data: { type: 'string' }, ...help },
  help: `npm run restore -- --from DIR --data DIR

Restores a backup into a data folder that is empty or does not exist yet: all of it, or nothing. Every file is compared
with what was backed up before anything is written, and every table with its rows and their sum afterwards. A backup of
an older release is brought to this one. Then start the product on that folder.

  --from DIR      the folder of the backup
  --data DIR      the folder to restore into
  --help          this text

${where}

Environment: DATABASE_URL names an empty database of a PostgreSQL that you run, to restore the record into.`,
};

export const migrate = {
  options: { 'set-up': { type: 'boolean', default: false }, ...help },
  help: `npm run migrate -- [options]

Prepares a PostgreSQL and a Temporal that you run, before api and worker are started on them by themselves: checks both,
brings the record to this release, gives each program's role the password of its connection string, and makes sure of
the namespace and its search attributes. Safe to repeat, and to run from several places at once.

  --set-up        print a link, good once, with which the first administrator sets an empty record up; nothing else is done
  --help          this text

Environment: DATABASE_URL (the owner's), API_DATABASE_URL, WORKER_DATABASE_URL, RELAY_DATABASE_URL,
VERIFIER_DATABASE_URL; TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE. Each connection string may be in a file: DATABASE_URL_FILE, …`,
};

export const rebuildEngine = {
  options: { data: { type: 'string' }, anew: { type: 'boolean', default: false }, ...help },
  help: `npm run rebuild-engine -- [options]

The way back after Temporal has lost what it knew: rings every open process of the running product, so that Temporal takes
them up from the record. Where the databases of our own Temporal Server are gone they are made anew first. Can be repeated.

  --anew          begin every story anew from the record, and end what the engine drives besides: after the record was
                  restored, when Temporal's databases are of another moment
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

export const match = {
  options: {
    a: { type: 'string' },
    b: { type: 'string' },
    schema: { type: 'string' },
    assignment: { type: 'string', default: 'n:m' },
    links: { type: 'string' },
    model: { type: 'string' },
    'save-model': { type: 'string' },
    explain: { type: 'string' },
    out: { type: 'string' },
    ...help,
  },
  help: `npm run match -- --a A.csv --b B.csv --out links.csv [options]

Proposes which records of two tables tell of one matter, and writes a_id,b_id,probability,relation for every pair that is
at least 5 % likely. Learns from the two tables themselves; no link has to be known. Needs neither database nor engine.
Prints one JSON line: rows, candidate pairs, seconds by phase, peak memory. Reads UTF-8 with or without BOM, and GB18030.

  --a FILE, --b FILE    the two tables, as CSV with a header row
  --out FILE            where the links go; not written where something is wrong
  --schema NAME|FILE    findings (the default), persons, publications, or a file: docs/matching.md says how to write one
  --assignment n:m|1:1  whether a record may have several partners (the default) or one
  --model FILE          use this stored model instead of learning one; it brings its own schema
  --save-model FILE     keep the model that was learned
  --links FILE          compare with known links (a_id,b_id[,relation]): precision, recall, F1
  --explain A_ID,B_ID   say why this pair got its probability
  --help                this text

Tables of fewer than 200 rows cannot teach a model: for findings the one that is shipped is used then.
Exit code 1: a file is not as it should be; the sentence names file, row and column.`,
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

/** An option that a command cannot do without. */
export function needed(value, name, usage) {
  return value ?? refuse(`${name} is missing.`, usage);
}

/** Says what is wrong and how it goes, and ends. */
export function refuse(message, text) {
  process.stderr.write(`${message}\n\n${text}\n`);
  process.exit(2);
}
