import { describe, expect, it } from '@jest/globals';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { secretNames } from '#config/env';
import { root } from '#runtime/files';
import { temporalVersion } from '#runtime/temporal-programs';

/** What is written for containers, read without one. */
interface Service {
  image: string;
  environment?: Record<string, string>;
  volumes?: string[];
  secrets?: string[];
  command?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  healthcheck?: { test?: string[]; disable?: boolean };
  ports?: string[];
  restart?: string;
}

const docker = join(root, 'docker');
const text = (name: string) => readFileSync(join(docker, name), 'utf8');
const compose = parse(text('compose.yaml'), { merge: true }) as { services: Record<string, Service>; secrets: Record<string, { file: string }> };
const services = Object.entries(compose.services);
const ours = services.filter(([, { image }]) => image.startsWith('liandong:'));
const files = readdirSync(docker, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== '.env' && !/secrets$/.test(entry.parentPath)); // oxfmt-ignore
const variables = new Set([...readFileSync(join(root, 'libs/config/env.ts'), 'utf8').matchAll(/^ {2}([A-Z_]+)\??:/gm)].map(([, name]) => name));
const product = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

describe('compose', () => {
  it.each(ours)('%s is told only what the environment knows', (_, { environment = {} }) => {
    const files = secretNames.map((name) => `${name}_FILE`);
    expect(Object.keys(environment).filter((name) => !variables.has(name) && !files.includes(name))).toEqual([]);
  });

  it.each(services)('%s is of one version, and cannot write or rise where it need not', (_, { image, read_only, cap_drop }) => {
    expect(image).toMatch(/:\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
    expect({ read_only, cap_drop }).toEqual({ read_only: image.startsWith('temporalio/ui') ? false : true, cap_drop: ['ALL'] });
  });

  it('runs the versions that the product is tested with', () => {
    expect(compose.services.api!.image).toBe(`liandong:${product.version}`);
    for (const image of ['temporalio/server', 'temporalio/admin-tools'])
      expect(services.some(([, service]) => service.image === `${image}:${temporalVersion}`)).toBe(true);
    expect(compose.services.postgres!.image).toMatch(/^postgres:18\./);
  });

  it('knows no password, and asks for what it does not know', () => {
    for (const { name, parentPath } of files) {
      const content = readFileSync(join(parentPath, name), 'utf8');
      expect({ name, found: content.match(/postgres(ql)?:\/\/\w+:[^@%\s]+@/g) }).toEqual({ name, found: null });
    }
    for (const [service, { environment = {} }] of services)
      for (const [name, value] of Object.entries(environment))
        if (/PASS|PWD|SECRET|TOKEN|DATABASE_URL|_KEY/.test(name))
          expect({ service, name, value }).toMatchObject({ value: expect.stringMatching(/^\/(run\/secrets|signing)\//) });
    const asked = [...text('compose.yaml').matchAll(/(?<!\$)\$\{(\w+)(:[-?])?/g)];
    expect(asked.filter(([, , how]) => !how)).toEqual([]);
    for (const [, name] of asked) expect(text('example.env')).toMatch(new RegExp(`^${name}=`, 'm'));
  });

  it('lets PostgreSQL write as little into its log as the embedded one does', () => {
    const [, discreet] = /const discreet = \{([^]*?)\n\};/.exec(readFileSync(join(root, 'libs/runtime/postgres.ts'), 'utf8'))!;
    const settings = [...discreet!.matchAll(/^ {2}(\w+): '?(\w+)'?,/gm)];
    expect(settings.length).toBeGreaterThan(4);
    for (const [, name, value] of settings) expect(text('postgres/postgresql.conf')).toMatch(new RegExp(`^${name} = '?${value}'?$`, 'm'));
  });

  it('mounts what is there, and hands out secrets that make-secrets makes', () => {
    for (const [, { volumes = [], secrets = [], environment = {} }] of services) {
      for (const volume of volumes.filter((each) => each.startsWith('.'))) expect(existsSync(join(docker, volume.split(':')[0]!))).toBe(true);
      const named = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'));
      expect(secrets).toEqual(expect.arrayContaining(named.map((path) => path.split('/').at(-1)!)));
      for (const secret of secrets) expect(compose.secrets[secret]!.file).toBe(`./secrets/${secret}`);
    }
    for (const secret of Object.keys(compose.secrets)) {
      const [, role, kind] = /^(\w+)-(password|database-url)$/.exec(secret)!;
      expect(text('make-secrets')).toMatch(new RegExp(`for role in [^;]*\\b${role}\\b[^;]*; do\\n\\s+keep "\\$role-${kind}"`));
    }
  });

  it('asks for the health of what is there, by a path that is served', () => {
    const interfaces = JSON.parse(readFileSync(join(root, 'apps/api/openapi.json'), 'utf8')) as { paths: object };
    const [, path] = /127\.0\.0\.1:[^/]*(\/[\w/]+)/.exec(text('entrypoint'))!;
    expect(Object.keys(interfaces.paths)).toContain(path);
    for (const [name, { healthcheck, restart }] of services) {
      if (healthcheck?.test?.[1]?.startsWith('/app')) accessSync(join(root, healthcheck.test[1].slice('/app/'.length)), constants.X_OK);
      expect({ name, watched: healthcheck !== undefined || restart !== 'unless-stopped' || ['temporal-ui', 'proxy'].includes(name) }).toEqual({
        name,
        watched: true,
      });
    }
  });

  it('opens nothing but https and, to this machine, the engine’s own pages', () => {
    expect(services.flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`))).toEqual([
      'temporal-ui 127.0.0.1:8080:8080',
      'proxy 80:80',
      'proxy 443:443',
    ]);
  });
});

describe('the image', () => {
  const dockerfile = text('Dockerfile');

  it('is made from one version of Node.js, and runs as an ordinary user', () => {
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(new Set(bases).size).toBe(1);
    expect(bases[0]).toMatch(/^node:\d+\.\d+\.\d+-[a-z]+-slim$/);
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  it('gives that user every folder on which compose mounts a volume', () => {
    const [, owned] = /^RUN mkdir .* && chown node:node (.*)$/m.exec(dockerfile)!;
    const mounted = ours.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[1]!));
    expect(owned!.split(' ')).toEqual(expect.arrayContaining(mounted));
  });

  it('copies what is there, and nothing that .dockerignore keeps away', () => {
    const admitted = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1)); // oxfmt-ignore
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources]) => sources!.split(' '));
    for (const path of copied) expect({ path, there: existsSync(join(root, path)) && admitted.includes(path) }).toEqual({ path, there: true });
  });

  it('runs programs that are built', () => {
    const programs = [...text('entrypoint').matchAll(/\b(dist|libs)\/[\w/$.-]+\.m?js/g)].map(([path]) => path);
    const named = programs.flatMap((path) =>
      path.includes('$program')
        ? (path.startsWith('dist') ? ['api', 'worker'] : ['migrate', 'backup', 'restore', 'verify-timeline', 'destroy-content']).map((name) =>
            path.replace('$program', name),
          )
        : [path],
    );
    expect(named.length).toBeGreaterThan(8);
    for (const path of named) expect({ path, there: existsSync(join(root, path)) }).toEqual({ path, there: true });
  });
});
