#!/usr/bin/env node
// A server of long ago: says who it is, and no more.

process.stdin.on('data', (data) => {
  const request = /\{.*\}/s.exec(data)?.[0];
  const { id, method } = request ? JSON.parse(request.split('Content-Length')[0]) : {};
  if (method === 'exit') process.exit(0);
  if (id === undefined) return;
  const result = method === 'initialize' ? { capabilities: {}, serverInfo: { name: 'debate-ls', version: '0.0.9' } } : null;
  const body = JSON.stringify({ jsonrpc: '2.0', id, result });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
});
