// Runs an installed program as a debater and as an editor do, without any environment: its version, a check of a brief,
// and a session of the language server.
//
//   node exercise.mjs VERSION COMMAND…

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [version, ...words] = process.argv.slice(2);
// It runs in another folder.
const [program, ...first] = words.map((word) => (word.includes('/') && existsSync(word) ? resolve(word) : word));
const brief = readFileSync(fileURLToPath(new URL('../briefs/syria.debate', import.meta.url)), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'package-'));
// The launcher of npm needs Node; a root folder or an image has neither this PATH nor this folder.
const { PATH, SystemRoot } = process.env;
const options = { cwd: folder, env: SystemRoot === undefined ? { PATH } : { PATH, SystemRoot } };
try {
  writeFileSync(join(folder, 'syria.debate'), brief);
  commandLine();
  await languageServer();
} finally {
  rmSync(folder, { recursive: true });
}

function commandLine() {
  const run = (...more) => spawnSync(program, [...first, ...more], { ...options, encoding: 'utf8', input: brief });
  assert.equal(run('--version').stdout, `debate-ls ${version}\n`);
  const named = run('check', 'syria.debate');
  assert.equal(named.status, 1, named.stderr);
  assert.match(named.stdout, /\[cite-/);
  const piped = run('check', '--stdin', '--stdin-filename', 'syria.debate');
  assert.deepEqual([piped.status, piped.stdout], [1, named.stdout]);
  assert.match(run('stats', '--format', 'parquet', 'syria.debate').stdout, /^PAR1/, 'releases have this feature');
  assert.equal(run('check', '--no-such-option').status, 2);
}

async function languageServer() {
  const server = spawn(program, [...first, 'serve'], { ...options, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => server.on('exit', (code) => resolve(code)));
  const uri = 'file:///briefs/syria.debate';
  const messages = [
    { id: 1, method: 'initialize', params: { capabilities: { textDocument: { diagnostic: {} } } } },
    { method: 'initialized', params: {} },
    { method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'debate', version: 1, text: brief } } },
    { id: 2, method: 'textDocument/diagnostic', params: { textDocument: { uri } } },
    { id: 3, method: 'shutdown' },
  ];
  let output = Buffer.alloc(0);
  const answers = new Map();
  const complete = new Promise((resolve) => {
    server.stdout.on('data', (bytes) => {
      output = Buffer.concat([output, bytes]);
      for (;;) {
        const header = /^Content-Length: (\d+)\r\n\r\n/.exec(output.toString('latin1'));
        const end = header ? header[0].length + Number(header[1]) : Infinity;
        if (output.length < end) return;
        const message = JSON.parse(output.subarray(header[0].length, end).toString('utf8'));
        output = output.subarray(end);
        answers.set(message.id, message.result);
        if (message.id === 3) resolve();
      }
    });
  });
  const send = (message) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  messages.forEach(send);
  await complete;
  send({ method: 'exit' });
  assert.equal(await ended, 0);
  assert.equal(answers.get(1).serverInfo.version, version);
  assert.ok(answers.get(2).items.some(({ code }) => code.startsWith('cite-')));
}
