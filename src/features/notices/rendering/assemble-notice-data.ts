import { chineseDate, chineseDayOf } from './chinese-date.js';
import { conductCodes } from '../../../domain/codes/conduct-codes.js';
import type { JsonValue, NoticeActor, NoticeData, NoticeDemand, NoticeUnit } from './notice-data.js';

/** What the caller has read from the database when a notice is due. Instants are Dates, days are `YYYY-MM-DD`. */
export interface NoticeSources {
  /** The number taken, or `NUMBER_PLACEHOLDER`. */
  number: string;
  now: Date;
  /** The organ that issues. */
  unit: NoticeUnit;
  /** The petition office that registered the matter. */
  office: NoticeUnit;
  case: {
    number: string;
    title: string;
    /** Name of the category. */
    category: string;
    place: string;
    registeredAt: Date;
    receivedAt: Date;
    channel: string;
    headcount: number;
    queryCode: string;
  };
  /** Absent when the notice discloses conduct only. `maskedIdNumber` and `maskedPhone` come masked already. */
  petitioner?: { name: string; maskedIdNumber?: string; maskedPhone?: string; address?: string };
  /** Rows of the case; what forms have added since is read from `variables.demands`. */
  demands: readonly NoticeDemand[];
  /** Last day of each clock by name, `YYYY-MM-DD`. */
  clocks: Readonly<Record<string, string>>;
  /** Variables in scope, overlaid by the job's inputs. */
  variables: Readonly<Record<string, JsonValue>>;
  /** Names and phones of the units a variable may name by id (`responsibleUnit`). */
  units: Readonly<Record<string, { name: string; phone?: string }>>;
  /** Who completed which task, by element id; of several completions the last. */
  performers: Readonly<Record<string, { name: string; at: Date }>>;
  signer: { name: string };
  /** The public security organ; a variable `policeOrgan` wins over it. */
  policeOrgan?: string;
}

/**
 * Everything a template may say, from what the case is at this moment. Pure: same sources, same data.
 * Throws RangeError when a day or an instant is not one.
 */
export function assembleNoticeData(sources: NoticeSources): NoticeData {
  const { variables, petitioner } = sources;
  const { registeredAt, receivedAt, ...matter } = sources.case;
  const responsibleUnit = unitNamed(variables['responsibleUnit'], sources.units);
  const policeOrgan = textOf(variables['policeOrgan']) ?? sources.policeOrgan;
  const conduct = conductCodes.find(({ code }) => code === variables['conductCode']);
  const several = matter.headcount > 1;
  return {
    number: sources.number,
    issuedOn: chineseDayOf(sources.now),
    unit: sources.unit,
    office: sources.office,
    case: { ...matter, registeredOn: chineseDayOf(registeredAt), receivedOn: chineseDayOf(receivedAt) },
    ...(petitioner && {
      petitioner: {
        ...petitioner,
        salutation: several ? `${petitioner.name}等${matter.headcount}人` : petitioner.name,
        pronoun: several ? '你们' : '你',
      },
    }),
    demands: sources.demands.map((demand) => ({ ...demand, ...answersTo(demand.no, variables['demands']) })),
    clocks: Object.fromEntries(Object.entries(sources.clocks).map(([name, day]) => [name, chineseDate(day)])),
    ...(responsibleUnit && { responsibleUnit }),
    ...(policeOrgan && { police: { name: policeOrgan } }),
    ...(conduct && { conduct: { code: conduct.code, article: conduct.article, text: conduct.text } }),
    vars: { ...variables },
    signer: sources.signer,
    actors: Object.fromEntries(
      Object.entries(sources.performers).map(([id, { name, at }]): [string, NoticeActor] => [
        id,
        { name, on: chineseDayOf(at) },
      ]),
    ),
  };
}

/** A unit variable holds an id of the unit table, or (typed by hand) a name. */
function unitNamed(
  value: JsonValue | undefined,
  units: NoticeSources['units'],
): { name: string; phone?: string } | undefined {
  const id = textOf(value);
  if (id === undefined) return undefined;
  return Object.hasOwn(units, id) ? units[id] : { name: id };
}

/** The answers a form's dynamic list holds for a demand; the wording of the demand itself stays the case's. */
function answersTo(no: number, list: JsonValue | undefined): Partial<NoticeDemand> {
  if (!Array.isArray(list)) return {};
  for (const row of list) {
    if (row === null || typeof row !== 'object' || Array.isArray(row) || Number(row['no']) !== no) continue;
    const given: Partial<NoticeDemand> = {};
    for (const field of ['answer', 'result', 'reply'] as const) {
      const text = textOf(row[field]);
      if (text !== undefined) given[field] = text;
    }
    return given;
  }
  return {};
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
