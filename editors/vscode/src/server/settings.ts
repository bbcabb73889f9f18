/**
 * The settings that the server asks for. Only what the user chose: a default of the editor's must not outdo what the
 * team wrote into `debate-ls.toml`.
 */

import * as vscode from 'vscode';
import type { ConfigurationMiddleware } from 'vscode-languageclient';

const SECTION = 'debate';

/**
 * `names` are those that the extension contributes: `debate.wordsPerMinute`, `debate.show.lenses`. `asked` is called
 * when the server asks for them.
 */
export function onlyChosen(names: string[], asked: () => void): ConfigurationMiddleware {
  const keys = names.map((name) => name.slice(SECTION.length + 1));
  return {
    configuration: ({ items }) => {
      asked();
      return items.map(({ section, scopeUri }) =>
        section === SECTION ? chosen(keys, scopeUri === undefined ? undefined : vscode.Uri.parse(scopeUri)) : null,
      );
    },
  };
}

function chosen(keys: string[], scope: vscode.Uri | undefined): object {
  const settings = vscode.workspace.getConfiguration(SECTION, scope);
  const wishes: Wishes = {};
  for (const key of keys) {
    if (isChosen(settings.inspect(key))) put(wishes, key.split('.'), settings.get(key));
  }
  return wishes;
}

type Wishes = Record<string, unknown>;

function put(wishes: Wishes, [first = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) wishes[first] = value;
  else put((wishes[first] ??= {}) as Wishes, rest, value);
}

function isChosen(inspected: object = {}): boolean {
  const { globalValue, workspaceValue, workspaceFolderValue } = inspected as Record<string, unknown>;
  return [globalValue, workspaceValue, workspaceFolderValue].some((value) => value !== undefined);
}
