import { Alert, Tag } from 'antd';
import { Link } from 'react-router';
import { useCaseLinks, useSuggestions, type CaseLink, type LinkedCase } from '../../../api/case-links.js';
import type { CaseDetail } from '../../../api/types.js';
import { EmptyState } from '../../../components/empty-state.js';
import { formatDay } from '../../../components/format.js';
import { LoadError } from '../../../components/load-error.js';
import { PageLoading } from '../../../components/page-loading.js';
import { useFilters } from '../../../components/use-filters.js';
import { useSession } from '../../../session/session.js';
import { ComparisonView } from './comparison.js';
import './relations.css';

/** Who decides whether a matter repeats another; the server alone refuses. */
const DECIDERS = ['R1', 'R2'];

function CaseLine({ other, word, notes, chosen, onCompare }: CaseLineProps) {
  return (
    <li className={chosen ? 'relation relation-chosen' : 'relation'} aria-current={chosen ? 'true' : undefined}>
      <div>
        <Tag color={word.startsWith('相同') || word.startsWith('重复') ? 'orange' : 'default'}>{word}</Tag>
        <Link to={`/cases/${other.id}`}>{other.title}</Link>
      </div>
      <div className="muted spaced">
        <span className="number">{other.number}</span>
        <span>{other.petitioner}</span>
        <span>{other.status}</span>
        <span>{formatDay(other.registeredAt)} 登记</span>
        <span>{other.unit?.name ?? '责任单位未定'}</span>
      </div>
      <div>{notes}</div>
      {onCompare ? (
        <button type="button" className="relation-compare" onClick={onCompare} aria-label={`并排比对 ${other.number}`}>
          {chosen ? '正在比对' : '并排比对'}
        </button>
      ) : null}
    </li>
  );
}

interface CaseLineProps {
  other: LinkedCase;
  word: string;
  notes: string;
  chosen: boolean;
  onCompare: (() => void) | undefined;
}

const wordOf = (link: CaseLink): string =>
  link.relation !== '相同事项' ? link.relation : link.isEarlier ? '重复：本件重复此件' : '相同事项：此件重复本件';

const notesOf = ({ reason, told, decidedBy, decidedAt }: CaseLink): string =>
  `${decidedBy.displayName} ${formatDay(decidedAt)} 认定：${reason}${told ? `（已${told}）` : ''}`;

/** 重复与关联: what may belong together with this case, two side by side, and what was decided. */
export function Relations({ dossier }: { dossier: CaseDetail }) {
  const { user } = useSession();
  const filters = useFilters();
  const decides = user.roles.some((role) => DECIDERS.includes(role.code));
  const links = useCaseLinks(dossier.id);
  const suggestions = useSuggestions(dossier.id, decides);
  const other = filters.get('other');
  const compare = (id: string) => (decides ? () => filters.set({ other: id }) : undefined);
  if (links.isPending) return <PageLoading rows={4} />;
  if (links.isError) return <LoadError error={links.error} onRetry={() => void links.refetch()} />;
  const found = suggestions.data ?? [];
  return (
    <div className="case-tab">
      <section aria-labelledby="linked-title">
        <h2 id="linked-title">已认定（{links.data.length}）</h2>
        {links.data.length === 0 ? <p className="muted">还没有认定重复或者关联的事项。</p> : null}
        <ul className="plain-list">
          {links.data.map((link) => (
            <CaseLine
              key={link.case.id}
              other={link.case}
              word={wordOf(link)}
              notes={notesOf(link)}
              chosen={other === link.case.id}
              onCompare={compare(link.case.id)}
            />
          ))}
        </ul>
      </section>
      {decides ? (
        <section aria-labelledby="suggested-title">
          <h2 id="suggested-title">可能重复或者关联（{found.length}）</h2>
          <p className="muted">由系统按身份信息的加密比对和文字相近程度提示，是否重复由人认定。</p>
          {suggestions.isPending ? <PageLoading rows={3} /> : null}
          {suggestions.isError ? (
            <LoadError compact error={suggestions.error} onRetry={() => void suggestions.refetch()} />
          ) : null}
          {suggestions.isSuccess && found.length === 0 ? (
            <EmptyState title="没有需要比对的事项" hint="登记新的事项后，如有相近的，会在这里提示。" />
          ) : null}
          <ul className="plain-list">
            {found.map((one) => (
              <CaseLine
                key={one.id}
                other={one}
                word={one.relation ? `疑似${one.relation}` : '请核对'}
                notes={one.reasons.slice(1).join('；')}
                chosen={other === one.id}
                onCompare={compare(one.id)}
              />
            ))}
          </ul>
        </section>
      ) : (
        <Alert type="info" showIcon title="认定重复和关联由接访员和信访科科长办理。" />
      )}
      {decides && other ? (
        <ComparisonView key={other} caseId={dossier.id} otherId={other} onDone={() => filters.set({ other: null })} />
      ) : null}
    </div>
  );
}
