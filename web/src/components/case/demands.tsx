import { Tag } from 'antd';
import type { Demand } from '../../api/types.js';

/** The numbered demands, each with its answer or destination and its result. */
export function Demands({ demands }: { demands: Demand[] }) {
  return (
    <section aria-labelledby="demands-title">
      <h2 id="demands-title">诉求（{demands.length} 项）</h2>
      <ol className="demands">
        {demands.map((demand) => (
          <li key={demand.no}>
            <span className="demand-no" aria-hidden>
              {demand.no}
            </span>
            <div>
              <div className="demand-text">
                {demand.text} <Tag color={demand.result ? 'blue' : 'default'}>{demand.result ?? '尚无结果'}</Tag>
              </div>
              {demand.answer ? <div>答复或去向：{demand.answer}</div> : null}
              {demand.reply ? <div>书面答复：{demand.reply}</div> : null}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
