// Lists the Lua files that stylua would format differently.
//
//   node stylua.mjs PACKAGE CONFIG FOLDER…
//
// PACKAGE is the folder of stylua's npm package, a WebAssembly module without a program. CONFIG is a .stylua.toml; its
// values can be numbers and the names of enum variants.

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [library, settings, ...folders] = process.argv.slice(2);
const stylua = createRequire(import.meta.url)(resolve(library, 'stylua_lib_node.cjs'));
const ENUMS = { indent_type: stylua.IndentType, line_endings: stylua.LineEndings, quote_style: stylua.QuoteStyle };

/** A new one for every file, because formatting consumes it. */
function config() {
  const config = stylua.Config.new();
  for (const line of readFileSync(settings, 'utf8').split('\n').filter(Boolean)) {
    const [, key, word, number] = /^(\w+) = (?:"(\w+)"|(\d+))$/.exec(line) ?? [];
    const value = word === undefined ? Number(number) : ENUMS[key]?.[word];
    if (!(key in config) || value === undefined) throw new Error(`${settings}: cannot parse this line: ${line}`);
    config[key] = value;
  }
  return config;
}

const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.lua')).map((name) => join(folder, name)),
);
if (files.length === 0) throw new Error(`No Lua files in ${folders.join(' ')}`);
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  if (stylua.formatCode(text, config(), undefined, stylua.OutputVerification.Full) !== text) {
    console.error(`${file}: not formatted. Run stylua`);
    process.exitCode = 1;
  }
}
