// Writes the npm packages into a folder: `debate-ls`, which people install, and `@debate-ls/PLATFORM` for each program.
// npm installs only the one for its platform, because `os` and `cpu` say which that is.
//
//   node packaging/npm/build.mjs OUT PLATFORM=PROGRAM…     PLATFORM as in Node: linux-x64, darwin-arm64, win32-x64

import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const [out, ...programs] = process.argv.slice(2);
if (programs.length === 0) {
  console.error('usage: node packaging/npm/build.mjs OUT PLATFORM=PROGRAM…');
  process.exit(2);
}
const version = /^\[workspace\.package\][^[]*^version = "(.*)"/m.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'))[1];
const common = { version, license: 'MIT OR Apache-2.0', author: 'The debate-ls authors' };

const platforms = programs.map((argument) => {
  const [platform, program] = argument.split('=', 2);
  const [os, cpu] = platform.split('-');
  const name = os === 'win32' ? 'debate-ls.exe' : 'debate-ls';
  const folder = write(`@debate-ls/${platform}`, {
    description: `The program of debate-ls for ${platform}`,
    os: [os],
    cpu: [cpu],
    files: [name],
    preferUnplugged: true,
  });
  copyFileSync(program, join(folder, name));
  chmodSync(join(folder, name), 0o755);
  writeFileSync(join(folder, 'README.md'), `The program of [debate-ls](https://www.npmjs.com/package/debate-ls) for ${platform}.\n`);
  return platform;
});

const folder = write('debate-ls', {
  description: 'Checks debate evidence: cites, dates and structure of briefs and Word files, in your editor and on the command line',
  keywords: ['debate', 'evidence', 'citation', 'verbatim', 'lsp', 'language-server', 'linter'],
  bin: { 'debate-ls': 'debate-ls.js' },
  files: ['debate-ls.js'],
  engines: { node: '>=18' },
  // The same version for sure: a launcher is tested with its program.
  optionalDependencies: Object.fromEntries(platforms.map((platform) => [`@debate-ls/${platform}`, version])),
});
for (const file of ['debate-ls.js', 'README.md']) copyFileSync(join(here, file), join(folder, file));
chmodSync(join(folder, 'debate-ls.js'), 0o755);

/** Makes the folder of a package, with its package.json and the licenses. */
function write(name, fields) {
  const folder = join(out, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ name, ...common, ...fields }, null, 2)}\n`);
  for (const license of ['LICENSE-MIT', 'LICENSE-APACHE']) copyFileSync(join(root, license), join(folder, license));
  return folder;
}
