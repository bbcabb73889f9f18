// The server, asked without an editor.

import { spawn } from 'node:child_process';

/** What the server announces to a client that can everything dynamically and statically: VS Code. */
export function capabilities(program) {
  return new Promise((resolve, reject) => {
    const server = spawn(program, ['serve'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const say = (message) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    let heard = '';
    server.on('error', reject);
    server.stdout.on('data', (data) => {
      heard += data;
      const body = heard.slice(heard.indexOf('\r\n\r\n') + 4);
      const length = Number(/Content-Length: (\d+)/.exec(heard)?.[1] ?? Infinity);
      if (Buffer.byteLength(body) < length) return;
      say({ id: 2, method: 'shutdown' });
      say({ method: 'exit' });
      server.stdin.end();
      resolve(JSON.parse(Buffer.from(body).subarray(0, length).toString()).result.capabilities);
    });
    const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: [''] } } };
    const textDocument = { codeAction, diagnostic: {}, documentSymbol: { hierarchicalDocumentSymbolSupport: true } };
    say({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: { textDocument } } });
  });
}
