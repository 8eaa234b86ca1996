import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { findDuplicates } from '../../api/cases.js';
import type { Duplicate, DuplicateQuery } from '../../api/types.js';
import { formatDay } from '../../components/format.js';
import { LoadError } from '../../components/load-error.js';
import { PageLoading } from '../../components/page-loading.js';
import { useDebounced } from '../../components/use-debounced.js';
import type { RegistrationValues } from './registration.js';

const SETTLE_MS = 600;
const LIKELY = 0.8;
const POSSIBLE = 0.5;

/** What is worth comparing: too little text would match everything. */
function queryOf(values: RegistrationValues): DuplicateQuery {
  const person = values.petitioner ?? {};
  const worth = (text: string | undefined, least: number) => {
    const clean = text?.trim() ?? '';
    return clean.length >= least ? clean : undefined;
  };
  return {
    name: worth(person.name, 2),
    idNumber: worth(person.idNumber, 15)?.toUpperCase(),
    phone: worth(person.phone, 7),
    title: worth(values.title, 4),
    summary: worth(values.summary, 10),
  };
}

function likeness(score: number): { word: string; color: string } {
  if (score >= LIKELY) return { word: '很可能相同', color: 'error' };
  if (score >= POSSIBLE) return { word: '可能相同', color: 'warning' };
  return { word: '有些相近', color: 'default' };
}

function DuplicateRow({ duplicate }: { duplicate: Duplicate }) {
  const { word, color } = likeness(duplicate.score);
  return (
    <li className="duplicate">
      <div>
        <Tag color={color}>{word}</Tag>
        <a href={`/cases/${duplicate.caseId}`} target="_blank" rel="noopener">
          {duplicate.title}
        </a>
      </div>
      <div className="muted spaced">
        <span className="number">{duplicate.number}</span>
        <span>{duplicate.petitioner}</span>
        <span>{duplicate.status}</span>
        <span>{formatDay(duplicate.registeredAt)}</span>
      </div>
      {duplicate.reasons.length > 0 ? <div>{duplicate.reasons.join('；')}</div> : null}
    </li>
  );
}

/** Cases that may be about the same, found while the form is being filled. */
export function DuplicatesPanel({ values }: { values: RegistrationValues }) {
  const query = useDebounced(JSON.stringify(queryOf(values)), SETTLE_MS);
  const wanted = JSON.parse(query) as DuplicateQuery;
  const enabled = Object.keys(wanted).length > 0;
  const duplicates = useQuery({
    queryKey: ['duplicates', query],
    queryFn: ({ signal }) => findDuplicates(wanted, signal),
    enabled,
    placeholderData: keepPreviousData,
  });
  const found = enabled ? (duplicates.data ?? []) : [];
  return (
    <aside className="panel duplicates" aria-labelledby="duplicates-heading" aria-live="polite">
      <h2 id="duplicates-heading">可能重复{found.length > 0 ? `（${found.length}）` : ''}</h2>
      {found.length > 0 ? (
        <p className="muted">请核对是否同一事项。是否重复由您判断，重复的也要登记。</p>
      ) : (
        <p className="muted">
          {enabled && duplicates.isSuccess
            ? '没有发现相同或相近的事项。'
            : '填写姓名、证件、电话或事项后，这里列出可能相同的案件。'}
        </p>
      )}
      {enabled && duplicates.isPending ? <PageLoading rows={2} /> : null}
      {duplicates.isError ? (
        <LoadError compact error={duplicates.error} onRetry={() => void duplicates.refetch()} />
      ) : null}
      <ul className="plain-list">
        {found.map((duplicate) => (
          <DuplicateRow key={duplicate.caseId} duplicate={duplicate} />
        ))}
      </ul>
    </aside>
  );
}
