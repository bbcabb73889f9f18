// Writes the server's settings into package.json, in VS Code's form: `debate.wordsPerMinute` for
// `words_per_minute`. Reads the schema that tests/generate writes before it runs this.
//
//   node scripts/settings.mjs           writes them
//   node scripts/settings.mjs --check   fails if package.json is stale

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const manifestPath = fileURLToPath(new URL('../package.json', import.meta.url));
const read = (url) => JSON.parse(readFileSync(new URL(url, import.meta.url), 'utf8'));

const manifest = read('../package.json');
const before = JSON.stringify(manifest);
const generated = manifest.contributes.configuration.find((group) => group.id === 'evidence');
generated.properties = settings(read('../../../server/docs/settings.schema.json'));
if (JSON.stringify(manifest) !== before) {
  if (process.argv.includes('--check')) {
    console.error('The settings in editors/vscode/package.json are stale. Run tests/generate and commit the result.');
    process.exit(1);
  }
  writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** A table of switches becomes one setting for each switch. */
function settings({ properties }, prefix = 'debate.') {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => {
      const key = prefix + name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
      if (isSwitches(property)) return Object.entries(settings({ properties: withDescriptions(property) }, `${key}.`));
      const type = property.type ?? (property.enum && 'string');
      return [[key, { scope: 'resource', ...property, ...(type && { type }) }]];
    }),
  );
}

function isSwitches({ properties }) {
  return properties !== undefined && Object.values(properties).every(({ type }) => type === 'boolean');
}

/** Gives each switch without a description the table's description and its own name. */
function withDescriptions({ properties, description }) {
  const describe = (name) => `${description.replace(/\.$/, '')}: ${name.replaceAll('_', ' ')}.`;
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, { description: describe(name), ...property }]),
  );
}
