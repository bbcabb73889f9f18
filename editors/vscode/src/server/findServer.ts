/** Finds the server's program. Reads the file system, but knows no editor. */

import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

export type FindResult = { program: string } | { missing: Missing };

/** Why there is no program: the setting names none, or it is not installed. */
export type Missing = { setting: string } | 'everywhere';

export interface SearchPaths {
  /** The setting `debate.server.path`. Empty if the user has not set it. */
  setting: string;
  /** The extension's folder. */
  extension: string;
  /** The variable PATH. */
  path: string;
  platform: NodeJS.Platform;
}

/** Looks at the setting, then `server/` in the extension's folder, then PATH: the user's choice comes firstExecutable. */
export function findServer({ setting, extension, path, platform }: SearchPaths): FindResult {
  const name = platform === 'win32' ? 'debate-ls.exe' : 'debate-ls';
  const chosen = setting.trim().replace(/^~(?=[/\\]|$)/, homedir());
  if (chosen !== '') {
    // A bare name is looked up on PATH, as a shell does.
    const programs = isAbsolute(chosen) ? [chosen] : onPath(path, chosen);
    return firstExecutable(programs) ?? { missing: { setting: chosen } };
  }
  return firstExecutable([join(extension, 'server', name), ...onPath(path, name)]) ?? { missing: 'everywhere' };
}

function onPath(path: string, name: string): string[] {
  return path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, name));
}

function firstExecutable(programs: string[]): { program: string } | undefined {
  const program = programs.find(isExecutable);
  return program === undefined ? undefined : { program };
}

function isExecutable(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return statSync(program).isFile();
  } catch {
    return false;
  }
}
