import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { find, type Places } from './find';

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

const found = (places: Partial<Places>) =>
  find({ setting: '', extension: at('extension'), path: `relative:${at('path')}`, platform: 'linux', ...places });

test('the setting outranks what was shipped, and that outranks PATH', () => {
  assert.deepEqual(found({ setting: at('chosen', 'debate-ls') }), { program: at('chosen', 'debate-ls') });
  assert.deepEqual(found({}), { program: at('extension', 'server', 'debate-ls') });
  assert.deepEqual(found({ extension: at('nothing') }), { program: at('path', 'debate-ls') });
});

test('a setting may be a bare name', () => {
  assert.deepEqual(found({ setting: ' debate-ls ' }), { program: at('path', 'debate-ls') });
});

test('a setting that leads nowhere is not passed over in silence', () => {
  assert.deepEqual(found({ setting: at('gone') }), { missing: { setting: at('gone') } });
  assert.deepEqual(found({ setting: at('chosen') }), { missing: { setting: at('chosen') } });
  assert.deepEqual(found({ setting: at('path', 'notes.txt') }), { missing: { setting: at('path', 'notes.txt') } });
});

test('nothing anywhere is said', () => {
  assert.deepEqual(found({ extension: at('nothing'), path: '' }), { missing: 'everywhere' });
  assert.deepEqual(found({ extension: at('nothing'), platform: 'win32' }), { missing: 'everywhere' });
});
