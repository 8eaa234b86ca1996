import type { CaseDetail } from '../../api/types.js';
import { Facts } from '../facts.js';
import { formatDay, formatInstant } from '../format.js';

/** Who answers for the matter at one level, until when, and when he last reported. */
function leadFact({
  level,
  leader,
  post,
  until,
  reportedOn,
  resolvedOn,
}: CaseDetail['leads'][number]): [string, string] {
  const standing = resolvedOn
    ? `${formatDay(resolvedOn)}确认化解`
    : reportedOn
      ? `最近报告 ${formatDay(reportedOn)}`
      : '尚未报告';
  return [`${level}包案领导`, `${leader}${post ? `（${post}）` : ''}，期限 ${formatDay(until)}，${standing}`];
}

/** What the petition is about and how it came in. */
export function Matter({ dossier }: { dossier: CaseDetail }) {
  const companions = dossier.companions.map((companion) => companion.name).join('、');
  return (
    <section aria-labelledby="matter-title">
      <h2 id="matter-title">反映事项</h2>
      <p className="case-summary">{dossier.summary}</p>
      <Facts
        facts={[
          ['类别', dossier.category.name],
          ['渠道', dossier.channel.name],
          ['紧急程度', dossier.urgency],
          ['发生地', dossier.place],
          ['人数', companions ? `${dossier.headcount} 人（随同：${companions}）` : `${dossier.headcount} 人`],
          ['责任单位', dossier.unit?.name ?? '未定'],
          ['立案号', dossier.docketNumber],
          ['办理结果', dossier.outcome],
          ['收到时间', formatInstant(dossier.receivedAt)],
          ['登记时间', formatInstant(dossier.registeredAt)],
          ['登记人', `${dossier.registrar.displayName}（${dossier.registeringUnit.name}）`],
          ['窗口', dossier.window],
          ['排队号', dossier.queueNumber],
          ...dossier.leads.map(leadFact),
          ['三级终结', dossier.finalReview && `${dossier.finalReview.number}（${formatDay(dossier.finalReview.on)}）`],
          ['此前办理', dossier.prior],
          ['特殊需要', dossier.needs],
          ['查询码', dossier.queryCode],
        ]}
      />
    </section>
  );
}
