#!/usr/bin/env node
// Runs the program of the package for this platform, which npm installs as an optional dependency.
'use strict';

const { spawn } = require('node:child_process');

const platform = `${process.platform}-${process.arch}`;
const name = process.platform === 'win32' ? 'debate-ls.exe' : 'debate-ls';

function findProgram() {
  try {
    return require.resolve(`@debate-ls/${platform}/${name}`);
  } catch {
    console.error(
      `debate-ls: no program for ${platform}. Install it again without --omit=optional, or from source if there is none for this platform.`,
    );
    process.exit(2);
  }
}

const child = spawn(findProgram(), process.argv.slice(2), { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`debate-ls: ${error.message}`);
  process.exit(2);
});
child.on('exit', (code, signal) => {
  // As a shell does: a program that a signal ended has 128 and more.
  process.exit(code ?? 128 + (require('node:os').constants.signals[signal] ?? 0));
});
