import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { findServer, type SearchPaths } from './findServer';

let home: string;
const at = (...names: string[]) => join(home, ...names);

before(() => {
  home = mkdtempSync(join(tmpdir(), 'find-'));
  for (const folder of ['chosen', 'extension/server', 'path']) {
    mkdirSync(at(folder), { recursive: true });
    writeFileSync(at(folder, 'debate-ls'), '');
    chmodSync(at(folder, 'debate-ls'), 0o755);
  }
  writeFileSync(at('path', 'notes.txt'), '');
});
after(() => {
  rmSync(home, { recursive: true });
});

const found = (paths: Partial<SearchPaths>) =>
  findServer({ setting: '', extension: at('extension'), path: `relative:${at('path')}`, platform: 'linux', ...paths });

test('the setting comes before the bundled server, and that before PATH', () => {
  assert.deepEqual(found({ setting: at('chosen', 'debate-ls') }), { program: at('chosen', 'debate-ls') });
  assert.deepEqual(found({}), { program: at('extension', 'server', 'debate-ls') });
  assert.deepEqual(found({ extension: at('nothing') }), { program: at('path', 'debate-ls') });
});

test('a setting can be a bare name', () => {
  assert.deepEqual(found({ setting: ' debate-ls ' }), { program: at('path', 'debate-ls') });
});

test('a setting that names no program is reported', () => {
  assert.deepEqual(found({ setting: at('gone') }), { missing: { setting: at('gone') } });
  assert.deepEqual(found({ setting: at('chosen') }), { missing: { setting: at('chosen') } });
  assert.deepEqual(found({ setting: at('path', 'notes.txt') }), { missing: { setting: at('path', 'notes.txt') } });
});

test('a server that is found nowhere is reported', () => {
  assert.deepEqual(found({ extension: at('nothing'), path: '' }), { missing: 'everywhere' });
  assert.deepEqual(found({ extension: at('nothing'), platform: 'win32' }), { missing: 'everywhere' });
});
