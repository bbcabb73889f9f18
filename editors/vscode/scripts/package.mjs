// Makes debate.vsix: the files that .vscodeignore lets through, and this project's license.

import { createVSIX } from '@vscode/vsce';
import { copyFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const license = join(root, 'LICENSE.txt');
const packagePath = join(root, 'debate.vsix');

copyFileSync(join(root, '../../LICENSE-MIT'), license);
try {
  await createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
} finally {
  rmSync(license);
}
console.log(`debate.vsix: ${Math.ceil(statSync(packagePath).size / 1024)} KB`);
