// Makes debate.vsix: what is in .vscodeignore's list, and the licence of this project.

import { createVSIX } from '@vscode/vsce';
import { copyFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const licence = join(root, 'LICENSE.txt');
const packagePath = join(root, 'debate.vsix');

copyFileSync(join(root, '../../LICENSE-MIT'), licence);
try {
  await createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
} finally {
  rmSync(licence);
}
console.log(`debate.vsix: ${Math.ceil(statSync(packagePath).size / 1024)} KB`);
