// Makes the .vsix: the files that .vscodeignore lets through, and this project's license.
//
//   node scripts/package.mjs                                      debate.vsix, without the server
//   node scripts/package.mjs --target linux-x64 --server PROGRAM  debate-linux-x64.vsix, with the server for a platform

import { createVSIX } from '@vscode/vsce';
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const options = { minify: { type: 'boolean' }, target: { type: 'string' }, server: { type: 'string' } };
const { target, server } = parseArgs({ options }).values;
const root = fileURLToPath(new URL('..', import.meta.url));
const license = join(root, 'LICENSE.txt');
const bundled = join(root, 'server');
const name = target === undefined ? 'debate.vsix' : `debate-${target}.vsix`;

if ((target === undefined) !== (server === undefined)) {
  throw new Error('Name both the platform (--target) and its program (--server), or neither.');
}
if (existsSync(bundled)) {
  throw new Error('There is a program in server/, and a package is for all platforms or for one. Move it away.');
}
// It reads --minify itself.
await import('./build.mjs');

copyFileSync(join(root, '../../LICENSE-MIT'), license);
try {
  if (server !== undefined) {
    const program = join(bundled, target.startsWith('win32') ? 'debate-ls.exe' : 'debate-ls');
    mkdirSync(bundled);
    copyFileSync(resolve(server), program);
    chmodSync(program, 0o755);
  }
  const packagePath = join(root, name);
  await createVSIX({ cwd: root, packagePath, target, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
  console.log(`${name}: ${Math.ceil(statSync(packagePath).size / 1024)} KB`);
} finally {
  rmSync(license);
  rmSync(bundled, { recursive: true, force: true });
}
