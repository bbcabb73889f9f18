#!/usr/bin/env node
// A server of an old version, which answers only `initialize`.

let received = '';
process.stdin.on('data', (data) => {
  received += data;
  for (let frame; (frame = /^Content-Length: (\d+)\r\n\r\n/.exec(received)); ) {
    const end = frame[0].length + Number(frame[1]);
    if (received.length < end) return;
    answer(JSON.parse(received.slice(frame[0].length, end)));
    received = received.slice(end);
  }
});

function answer({ id, method }) {
  if (method === 'exit') process.exit(0);
  if (id === undefined) return;
  const result = method === 'initialize' ? { capabilities: {}, serverInfo: { name: 'debate-ls', version: '0.0.9' } } : null;
  const body = JSON.stringify({ jsonrpc: '2.0', id, result });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
