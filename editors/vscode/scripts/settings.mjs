// Writes the server's settings into package.json, as VS Code wants them: `debate.` before each name.
//
//   node scripts/settings.mjs           writes them
//   node scripts/settings.mjs --check   fails where package.json says something else
//
// The schema is what `debate-ls config schema` prints. It is kept in settings.schema.json, so that the extension
// builds without the server; with DEBATE_LS naming the program, that file is brought up to date, or checked, too.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const check = process.argv.includes('--check');
const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const read = (name) => readFileSync(path(name), 'utf8');
const pretty = (value) => `${JSON.stringify(value, null, 2)}\n`;

const fromServer = process.env.DEBATE_LS && schemaOf(process.env.DEBATE_LS);
if (fromServer) bring('settings.schema.json', pretty(JSON.parse(fromServer)));
const manifest = JSON.parse(read('package.json'));
const generated = manifest.contributes.configuration.find((group) => group.id === 'evidence');
generated.properties = settings(JSON.parse(read('settings.schema.json')));
bring('package.json', pretty(manifest));

/** What the server prints; nothing where it has no such command yet. */
function schemaOf(server) {
  const { status, stdout, stderr } = spawnSync(server, ['config', 'schema'], { encoding: 'utf8' });
  if (status === 0) return stdout;
  console.error(`The settings are not compared with ${server}: ${stderr.split('\n')[0]}`);
}

/** `debate.wordsPerMinute` for `words_per_minute`; a table whose keys are all known is a setting a key. */
function settings(schema, prefix = 'debate.') {
  return Object.fromEntries(
    Object.entries(schema.properties).flatMap(([name, { properties, ...property }]) => {
      const key = prefix + name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
      const isSwitches = properties && Object.values(properties).every(({ type }) => type === 'boolean');
      if (isSwitches) return Object.entries(settings({ properties: described(properties, property) }, `${key}.`));
      const type = property.type ?? (property.enum && 'string');
      return [[key, { scope: 'resource', ...property, ...(type && { type }), ...(properties && { properties }) }]];
    }),
  );
}

/** A switch has no words of its own: its name says what it shows. */
function described(switches, { description }) {
  const words = (name) => `${description.replace(/\.$/, '')}: ${name.replaceAll('_', ' ')}.`;
  return Object.fromEntries(Object.entries(switches).map(([name, value]) => [name, { description: words(name), ...value }]));
}

/** Writes the file, or, where only to check, fails unless it already says the same. */
function bring(name, text) {
  const same = JSON.stringify(JSON.parse(read(name))) === JSON.stringify(JSON.parse(text));
  if (same) return;
  if (check) {
    console.error(`editors/vscode/${name} is not what the server's settings make it: run \`npm run settings\`.`);
    process.exit(1);
  }
  writeFileSync(path(name), text);
}
