import type { ProcessVersion } from '../processes/api.js';

/** What becomes of the cases under way: `办理中的 12 件继续按第 6 版办理。` */
export function runningSentences(versions: readonly ProcessVersion[], next: number): string[] {
  const running = versions.filter((version) => version.running > 0).toSorted((a, b) => b.version - a.version);
  const first = `今后新登记的事项按第 ${next} 版办理。`;
  if (running.length === 0) return [first, '现在没有办理中的事项。'];
  return [first, ...running.map(({ version, running: count }) => `办理中的 ${count} 件继续按第 ${version} 版办理。`)];
}
