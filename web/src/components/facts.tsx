import type { ReactNode } from 'react';
import './facts.css';

export type Fact = [label: string, value: ReactNode];

function says(value: ReactNode): boolean {
  return value !== null && value !== undefined && value !== '' && value !== false;
}

/** Labels and values side by side; facts that say nothing are left out. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => says(value))
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
