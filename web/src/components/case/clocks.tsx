import type { Clock } from '../../api/types.js';
import { ClockBar } from '../clock-bar.js';

/** All statutory clocks of a case, the running ones first. */
export function Clocks({ clocks }: { clocks: Clock[] }) {
  if (clocks.length === 0) return null;
  const ordered = [...clocks].sort((a, b) => Number(a.level === 'stopped') - Number(b.level === 'stopped'));
  return (
    <div className="clocks">
      {ordered.map((clock) => (
        <ClockBar key={`${clock.name} ${clock.round}`} clock={clock} named />
      ))}
    </div>
  );
}
