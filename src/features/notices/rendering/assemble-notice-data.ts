import { chineseDate, chineseDayOf } from './chinese-date.js';
import { conductCodes } from '../../../domain/codes/conduct-codes.js';
import type {
  JsonValue,
  NamedOrgan,
  NoticeActor,
  NoticeCase,
  NoticeData,
  NoticeDemand,
  NoticeUnit,
} from './notice-data.js';

/** What the caller has read from the database when a notice is due. Instants are Dates, days are `YYYY-MM-DD`. */
export interface NoticeSources {
  /** The number taken, or `NUMBER_PLACEHOLDER`. */
  number: string;
  now: Date;
  /** The organ that issues. */
  unit: NoticeUnit;
  /** The petition office that registered the matter. */
  office: NoticeUnit;
  /** Absent where the procedure serves no case. */
  case?: Omit<NoticeCase, 'registeredOn' | 'receivedOn'> & { registeredAt: Date; receivedAt: Date };
  /** Absent when the notice discloses conduct only. `maskedIdNumber` and `maskedPhone` come masked already. */
  petitioner?: { name: string; maskedIdNumber?: string; maskedPhone?: string; address?: string };
  /** Rows of the case; what forms have added since is read from `variables.demands`. */
  demands: readonly NoticeDemand[];
  /** Last day of each clock by name, `YYYY-MM-DD`. */
  clocks: Readonly<Record<string, string>>;
  /** Variables in scope, overlaid by the job's inputs. */
  variables: Readonly<Record<string, JsonValue>>;
  /** Names and phones of the units a variable may name by id (`responsibleUnit`). */
  units: Readonly<Record<string, NamedOrgan>>;
  /** The unit that handles the case; a variable `responsibleUnit` wins over it. */
  responsibleUnitId?: string;
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
  const responsibleUnit = unitNamed(variables['responsibleUnit'] ?? sources.responsibleUnitId, sources.units);
  const target = unitNamed(variables['targetOrgan'], sources.units) ?? responsibleUnit;
  const policeOrgan = textOf(variables['policeOrgan']) ?? sources.policeOrgan;
  const conduct = conductCodes.find(({ code }) => code === variables['conductCode']);
  const headcount = sources.case?.headcount ?? 1;
  const several = headcount > 1;
  return {
    number: sources.number,
    issuedOn: chineseDayOf(sources.now),
    unit: sources.unit,
    office: sources.office,
    ...(sources.case && { case: matterOf(sources.case) }),
    ...(petitioner && {
      petitioner: {
        ...petitioner,
        salutation: several ? `${petitioner.name}等${headcount}人` : petitioner.name,
        pronoun: several ? '你们' : '你',
      },
    }),
    demands: sources.demands.map((demand) => ({ ...demand, ...answersTo(demand.no, variables['demands']) })),
    clocks: Object.fromEntries(Object.entries(sources.clocks).map(([name, day]) => [name, chineseDate(day)])),
    ...(responsibleUnit && { responsibleUnit }),
    ...(target && { target }),
    organs: organsIn(variables, sources.units),
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

function matterOf({ registeredAt, receivedAt, ...matter }: NonNullable<NoticeSources['case']>): NoticeCase {
  return { ...matter, registeredOn: chineseDayOf(registeredAt), receivedOn: chineseDayOf(receivedAt) };
}

/** A unit variable holds an id of the unit table, or (typed by hand) a name. */
function unitNamed(value: JsonValue | undefined, units: NoticeSources['units']): NamedOrgan | undefined {
  const id = textOf(value);
  if (id === undefined) return undefined;
  return Object.hasOwn(units, id) ? units[id] : { name: id };
}

const oneOrgan = /(Unit|Organ)$/;
const severalOrgans = /(Units|^departments)$/;

function organsIn(variables: NoticeSources['variables'], units: NoticeSources['units']): NoticeData['organs'] {
  const organs: NoticeData['organs'] = {};
  for (const [name, value] of Object.entries(variables)) {
    if (oneOrgan.test(name)) {
      const organ = unitNamed(value, units);
      if (organ) organs[name] = organ;
    } else if (severalOrgans.test(name) && Array.isArray(value)) {
      organs[name] = value.map((row) => unitNamed(unitOfRow(row), units)).filter((organ) => organ !== undefined);
    }
  }
  return organs;
}

/** A list holds ids, or rows of a form with the id under `unit`. */
function unitOfRow(row: JsonValue): JsonValue | undefined {
  return row !== null && typeof row === 'object' && !Array.isArray(row) ? row['unit'] : row;
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
