import { ESLint } from 'eslint';
import ts from 'typescript';

// Type-checks and lints everything by the same two programs: making them is what most of the time goes into. Prints what is wrong, and then exits with 1.

const wrong = [];
const told = (diagnostics) =>
  ts.formatDiagnostics(diagnostics, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => '.', getNewLine: () => '\n' });

const programs = ['tsconfig.json', 'apps/console/tsconfig.json'].map((path) => {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (diagnostic) => wrong.push(told([diagnostic])) };
  const { fileNames, options, errors } = ts.getParsedCommandLineOfConfigFile(path, {}, host);
  const program = ts.createProgram({ rootNames: fileNames, options, configFileParsingDiagnostics: errors });
  wrong.push(told(ts.getPreEmitDiagnostics(program)));
  return program;
});

const eslint = new ESLint({ overrideConfig: { files: ['**/*.{ts,tsx}'], languageOptions: { parserOptions: { programs, project: null } } } });
const results = await eslint.lintFiles('.');
wrong.push(await (await eslint.loadFormatter('stylish')).format(results));

const text = wrong.filter(Boolean).join('\n');
process.stdout.write(text);
process.exitCode = text ? 1 : 0;
