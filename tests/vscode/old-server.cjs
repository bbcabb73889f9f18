#!/usr/bin/env node
// A server of long ago: says who it is, and no more.

let heard = '';
process.stdin.on('data', (data) => {
  heard += data;
  for (let frame; (frame = /^Content-Length: (\d+)\r\n\r\n/.exec(heard)); ) {
    const end = frame[0].length + Number(frame[1]);
    if (heard.length < end) return;
    answer(JSON.parse(heard.slice(frame[0].length, end)));
    heard = heard.slice(end);
  }
});

function answer({ id, method }) {
  if (method === 'exit') process.exit(0);
  if (id === undefined) return;
  const result = method === 'initialize' ? { capabilities: {}, serverInfo: { name: 'debate-ls', version: '0.0.9' } } : null;
  const body = JSON.stringify({ jsonrpc: '2.0', id, result });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
