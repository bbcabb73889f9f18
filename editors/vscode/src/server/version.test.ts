import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isOlder } from './version';

test('versions are compared as numbers', () => {
  for (const version of ['0.9.9', '1.1.9', '1.2.2', '', undefined, 'dev']) {
    assert.equal(isOlder(version, '1.2.3'), true, version);
  }
  for (const version of ['1.2.3', '1.2.10', '1.10.0', '2.0.0', '1.2.3-beta']) {
    assert.equal(isOlder(version, '1.2.3'), false, version);
  }
});
