/** Where the server's program is. Looks at files; knows no editor. */

import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

export type Found = { program: string } | { missing: Missing };

/** What to tell the user: a setting that leads nowhere is another mistake than a program never installed. */
export type Missing = { setting: string } | 'everywhere';

export interface Places {
  /** The setting `debate.server.path`; empty where the user leaves it to us. */
  setting: string;
  extension: string;
  /** The variable PATH. */
  path: string;
  platform: NodeJS.Platform;
}

/** The setting, then `server/` beside the extension, then PATH: what the user says outranks what was shipped. */
export function find({ setting, extension, path, platform }: Places): Found {
  const name = platform === 'win32' ? 'debate-ls.exe' : 'debate-ls';
  const chosen = setting.trim().replace(/^~(?=[/\\]|$)/, homedir());
  if (chosen !== '') {
    // A bare name is looked up as a shell would.
    const programs = isAbsolute(chosen) ? [chosen] : onPath(path, chosen);
    return first(programs) ?? { missing: { setting: chosen } };
  }
  return first([join(extension, 'server', name), ...onPath(path, name)]) ?? { missing: 'everywhere' };
}

function onPath(path: string, name: string): string[] {
  return path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, name));
}

function first(programs: string[]): { program: string } | undefined {
  const program = programs.find(runs);
  return program === undefined ? undefined : { program };
}

function runs(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return statSync(program).isFile();
  } catch {
    return false;
  }
}
