import { CheckOutlined } from '@ant-design/icons';
import type { Station } from '../../api/types.js';
import { formatDay } from '../format.js';
import './stations.css';

/** 提出—受理—办理—督办—回复: where the matter has got to, as a petitioner is told. */
export function Stations({ stations }: { stations: Station[] }) {
  return (
    <ol className="stations" aria-label="办理进度">
      {stations.map((station) => {
        const state = station.current ? 'current' : station.reachedAt ? 'reached' : 'ahead';
        const day = formatDay(station.reachedAt);
        return (
          <li key={station.name} className={`station-${state}`} aria-current={station.current ? 'step' : undefined}>
            <span className="station-mark" aria-hidden>
              {state === 'reached' ? <CheckOutlined aria-hidden /> : null}
            </span>
            <span className="station-name">{station.name}</span>
            <span className="station-day">{day ? day.slice(5, 10) : '　'}</span>
          </li>
        );
      })}
    </ol>
  );
}
