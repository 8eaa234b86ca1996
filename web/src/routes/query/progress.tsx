import { Alert } from 'antd';
import type { PublicProgress, PublicUnit } from '../../api/public-progress.js';
import { Stations } from '../../components/case/stations.js';
import { Facts } from '../../components/facts.js';
import { formatDay, formatInstant } from '../../components/format.js';

function Phone({ unit }: { unit: PublicUnit }) {
  if (!unit.phone) return <span>{unit.name}</span>;
  return (
    <span>
      {unit.name} <a href={`tel:${unit.phone.replace(/[^\d+]/g, '')}`}>{unit.phone}</a>
    </span>
  );
}

function Next({ progress }: { progress: PublicProgress }) {
  if (progress.isClosed) {
    return <p>本事项已经办结{progress.outcome ? `，办理结果：${progress.outcome}` : ''}。</p>;
  }
  return (
    <>
      <ul className="query-promises">
        {progress.promises.map((promise) => (
          <li key={promise.text} className={`query-${promise.standing}`}>
            {promise.text}
          </li>
        ))}
      </ul>
      {progress.nextStation ? <p>下一环节：{progress.nextStation}。</p> : null}
    </>
  );
}

/** Where the matter stands: five stations, what comes next and by when, papers, telephone. */
export function Progress({ progress }: { progress: PublicProgress }) {
  const { repeats, notices } = progress;
  return (
    <>
      <h2>
        事项编号 <span className="number">{progress.number}</span>
      </h2>
      {repeats ? (
        <Alert
          type="info"
          showIcon
          className="gap-below"
          title={`经核对，本次提出的事项与您此前登记的事项（编号 ${repeats.number}）相同。`}
          description={
            repeats.isClosed
              ? '此前的事项已经办结，本次登记照常办理。'
              : `此前的事项由${repeats.unit.name}办理，目前在“${repeats.stage}”环节，与本次一并办理。`
          }
        />
      ) : null}
      <Stations stations={progress.stations} />
      <h3>接下来</h3>
      <Next progress={progress} />
      <h3>已送达的文书</h3>
      {notices.length === 0 ? <p className="muted">还没有送达文书。</p> : null}
      <ul className="plain-list query-notices">
        {notices.map((notice) => (
          <li key={`${notice.title} ${notice.number}`}>
            <b>{notice.title}</b>
            <span className="muted">
              {formatDay(notice.deliveredOn)} {notice.way ?? ''}
            </span>
          </li>
        ))}
      </ul>
      <h3>咨询</h3>
      <Facts
        facts={[
          ['登记单位', <Phone unit={progress.office} />],
          ['办理单位', progress.unit ? <Phone unit={progress.unit} /> : null],
          ['地址', progress.office.address],
          ['登记日期', formatDay(progress.registeredOn)],
          ['查询时间', formatInstant(new Date().toISOString())],
        ]}
      />
    </>
  );
}
