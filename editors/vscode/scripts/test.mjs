// Runs the tests beside the code, src/**/*.test.ts, which need no editor.

import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tests = readdirSync(join(root, 'src'), { recursive: true }).filter((name) => name.endsWith('.test.ts'));
const outdir = mkdtempSync(join(tmpdir(), 'debate-tests-'));
try {
  await build({
    absWorkingDir: root,
    bundle: true,
    entryPoints: tests.map((name) => join('src', name)),
    format: 'esm',
    outdir,
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    sourcemap: 'inline',
    target: 'node20',
  });
  const built = readdirSync(outdir, { recursive: true }).filter((name) => name.endsWith('.test.mjs'));
  const files = built.map((name) => join(outdir, name));
  const run = spawnSync(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=dot', ...files], {
    stdio: 'inherit',
  });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
