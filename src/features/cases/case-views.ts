import { categories, channels, stations } from '../../domain/codes/case-codes.js';
import { nameOf } from '../../domain/codes/code.js';
import { mostUrgent, type ClockView } from '../../domain/clocks/statutory-clock.js';
import { gatheringOf } from '../../domain/duplicates/case-relations.js';
import { maskName } from '../../domain/identity-masking/mask.js';
import type {
  CaseFlags,
  CaseRow,
  DemandRow,
  FullCaseRow,
  InstanceRow,
  MarkRow,
  OpenTaskRow,
  LeadRow,
  StationRow,
} from './case.rows.js';
import type { CaseDetail, CaseInstanceView, Notice, CaseSummary, DemandView } from './cases.view.js';
import { maskPerson, type People } from './person-vault.js';

/** Rows of one case, from which its page is made. */
export interface CaseParts {
  row: FullCaseRow;
  people: People;
  clocks: ClockView[];
  demands: DemandRow[];
  leads: LeadRow[];
  stations: StationRow[];
  instances: CaseInstanceView[];
  notices: Notice[];
}

export function summaryOf(row: CaseRow, clocks: readonly ClockView[]): CaseSummary {
  const gathering = gatheringOf(row.channel, row.headcount);
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    petitioner: row.petitionerMasked,
    category: { code: row.category, name: nameOf(categories, row.category) },
    status: row.status,
    stage: row.stage,
    unit: row.responsibleUnitId === null ? null : { id: row.responsibleUnitId, name: row.responsibleUnitName ?? '' },
    registeredAt: row.registeredAt,
    clock: mostUrgent(clocks),
    occurrence: row.occurrence,
    ...(gathering ? { gathering } : {}),
    ...present({ outcome: row.outcome, docketNumber: row.docketNumber }),
  };
}

export function detailOf(parts: CaseParts): CaseDetail {
  const { row, people } = parts;
  return {
    ...summaryOf(row, parts.clocks),
    channel: { code: row.channel, name: nameOf(channels, row.channel) },
    receivedAt: row.receivedAt,
    registrar: { displayName: row.registrarName },
    registeringUnit: { id: row.unitId, name: row.unitName },
    summary: row.summary,
    urgency: row.urgency,
    headcount: row.headcount,
    companions: people.companions.map(({ name }) => ({ name: maskName(name) })),
    ...(JSON.parse(row.flags) as CaseFlags),
    ...present({
      window: row.windowName,
      queueNumber: row.queueNumber,
      place: row.place,
      kind: row.kind,
      level: row.level,
      prior: row.prior,
      needs: row.needs,
      closedAt: row.closedAt,
    }),
    person: maskPerson(people.petitioner),
    demands: parts.demands.map(demandOf),
    leads: parts.leads.map(({ reportedOn, resolvedOn, ...lead }) => ({
      ...lead,
      ...present({ reportedOn, resolvedOn }),
    })),
    ...(row.finalReviewNumber && row.finalReviewOn
      ? { finalReview: { number: row.finalReviewNumber, on: row.finalReviewOn } }
      : {}),
    clocks: parts.clocks,
    stations: stationsOf(parts.stations, row.stage),
    instances: parts.instances,
    notices: parts.notices,
    queryCode: row.queryCode,
  };
}

const demandOf = ({ no, text, ...given }: DemandRow): DemandView => ({ no, text, ...present(given) });

/** All five stations in their order, whether or not they have been reached. */
export function stationsOf(reached: readonly StationRow[], stage: string): CaseDetail['stations'] {
  return stations.map((name) => ({
    name,
    ...present({ reachedAt: reached.find((row) => row.station === name)?.reachedAt ?? null }),
    current: name === stage,
  }));
}

export function instanceOf(
  row: InstanceRow,
  tasks: readonly OpenTaskRow[],
  marks: readonly MarkRow[],
): CaseInstanceView {
  const marked = (mark: MarkRow['mark']): string[] =>
    marks.filter((one) => one.instanceKey === row.key && one.mark === mark).map((one) => one.elementId);
  const { endedAt, ...rest } = row;
  return {
    ...rest,
    ...present({ endedAt }),
    current: tasks
      .filter((task) => task.instanceKey === row.key)
      .map(({ name, username, displayName }) => ({
        name,
        ...(username ? { assignee: { username, displayName: displayName ?? username } } : {}),
      })),
    currentElementIds: marked('ACTIVE'),
    doneElementIds: marked('COMPLETED'),
    takenFlowIds: marked('FLOW'),
  };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], null> };

/** Leaves out what is empty, so that the browser shows no empty lines. */
function present<T extends Record<string, string | null>>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== '')) as Present<T>;
}
