/** The oldest server that this extension can work with: the one that answers `debate/brief`. */
export const OLDEST = '0.1.0';

/** Whether the server's `version` is older than `oldest`. A missing version counts as older. */
export function isOlder(version: string | undefined, oldest = OLDEST): boolean {
  const [actual, required] = [numbers(version ?? ''), numbers(oldest)];
  const differing = required.findIndex((number, index) => number !== actual[index]);
  return differing >= 0 && (actual[differing] ?? -1) < (required[differing] ?? 0);
}

/** `1.2.3-beta` counts as `1.2.3`. */
function numbers(version: string): number[] {
  const [, ...parts] = /^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  return parts.map(Number);
}
