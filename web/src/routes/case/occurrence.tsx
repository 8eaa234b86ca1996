import { Tag } from 'antd';
import { Link } from 'react-router';
import { useCaseLinks } from '../../api/case-links.js';
import type { CaseDetail } from '../../api/types.js';

/** 首次 or 重复：见 …, and whether many came or signed. */
export function Occurrence({ dossier }: { dossier: CaseDetail }) {
  const links = useCaseLinks(dossier.id);
  const first = (links.data ?? []).find((link) => link.relation === '相同事项' && link.isEarlier)?.case;
  return (
    <>
      {dossier.occurrence === '首次' ? (
        <Tag>首次</Tag>
      ) : (
        <Tag color="orange">
          重复
          {first ? (
            <>
              ：见 <Link to={`/cases/${first.id}`}>{first.number}</Link>
            </>
          ) : null}
        </Tag>
      )}
      {dossier.gathering ? <Tag>{dossier.gathering}</Tag> : null}
    </>
  );
}
