/** The oldest server that this extension can work with: the one that answers `debate/brief`. */
export const OLDEST = '0.1.0';

/** Whether `version`, as the server names it, is before `oldest`. One that names none is. */
export function isOlder(version: string | undefined, oldest = OLDEST): boolean {
  const [mine, least] = [numbers(version ?? ''), numbers(oldest)];
  const differs = least.findIndex((number, at) => number !== mine[at]);
  return differs >= 0 && (mine[differs] ?? -1) < (least[differs] ?? 0);
}

/** `1.2.3-beta` counts as `1.2.3`. */
function numbers(version: string): number[] {
  const [, ...parts] = /^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  return parts.map(Number);
}
