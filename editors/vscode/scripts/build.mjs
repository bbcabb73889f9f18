// Bundles the extension, and the pages of its views, into dist/. With `--minify`, for a release: minified, and
// with the licenses of the bundled packages.

import { build } from 'esbuild';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const minify = process.argv.includes('--minify');
const shared = {
  absWorkingDir: root,
  bundle: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  minify,
  outdir: 'dist',
  sourcemap: minify ? false : 'linked',
};

const [{ metafile }] = await Promise.all([
  build({
    ...shared,
    entryPoints: { extension: 'src/extension.ts' },
    external: ['vscode'],
    format: 'cjs',
    platform: 'node',
    target: 'node20',
  }),
  build({ ...shared, entryPoints: { dates: 'src/dates/page.ts', reading: 'src/reading/page.ts' }, format: 'iife', platform: 'browser', target: 'es2022' }),
]);
if (minify) writeFileSync(join(root, 'dist/licenses.txt'), licenses(Object.keys(metafile.inputs)));

function licenses(files) {
  const packages = files.map((file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean);
  const texts = [...new Set(packages)].sort().map((folder) => {
    const name = readdirSync(join(root, folder)).find((file) => /^licen[cs]e/i.test(file));
    if (!name || !existsSync(join(root, folder, name))) throw new Error(`${folder} has no license file. Add one to ship it.`);
    return `${folder.replace('node_modules/', '')}\n\n${readFileSync(join(root, folder, name), 'utf8').trim()}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
