/**
 * What a notice template can say: the data model of every `{{…}}` in `templates/*.hbs`.
 *
 * `assembleNoticeData` fills it from a case; a template reads it by these names and nothing else. All values are plain
 * JSON. Dates of the case are already written out (`2026年6月16日`, Asia/Shanghai); dates inside `vars` are as the forms
 * sent them (ISO 8601 text) and are written by the helpers `date` and `time`.
 */

/** An organ: the one that issues the notice, or one that the notice names. */
export interface NoticeUnit {
  /** Full name as in its seal, e.g. `中和县信访局`. */
  name: string;
  /** Abbreviation at the head of its document numbers, e.g. `中`. */
  shortCode: string;
  phone: string;
  address: string;
}

/** The matter, without what the person said. Dates are written out, e.g. `2026年6月1日`. */
export interface NoticeCase {
  /** Matter number, given at registration. */
  number: string;
  title: string;
  /** Name of the category, not its code. */
  category: string;
  /** Where it happened. */
  place: string;
  registeredOn: string;
  /** Day 0 of the statutory clocks. */
  receivedOn: string;
  /** `走访`, `来信`, `网上`, … */
  channel: string;
  headcount: number;
  /** What the petitioner types to look the matter up. */
  queryCode: string;
  summary?: string;
  /** `一般`, `紧急`, `特急`. */
  urgency?: string;
  /** Window at which it was registered. */
  window?: string;
  /** What was done about it before, and where. */
  prior?: string;
  /** Interpreter, barrier-free access, … */
  needs?: string;
  docketNumber?: string;
}

/** The petitioner as the notice addresses the person. Identity and phone are masked to the last four characters. */
export interface NoticePetitioner {
  name: string;
  /** `王建国`, or for several persons `王建国等3人`. */
  salutation: string;
  /** `你`, or for several persons `你们`. */
  pronoun: string;
  maskedIdNumber?: string;
  maskedPhone?: string;
  address?: string;
}

/** A unit that a variable names: by id, then with its phone, or in words. */
export interface NamedOrgan {
  name: string;
  phone?: string;
}

/** One numbered demand, with what has been said and decided about it so far. */
export interface NoticeDemand {
  no: number;
  text: string;
  /** 接谈时的答复或去向. */
  answer?: string;
  /** 处理意见: `支持`, `解释说明` or `不予支持`. */
  result?: string;
  /** 对该诉求的书面答复. */
  reply?: string;
}

/** Who completed a task, by the id of its element in the diagram. */
export interface NoticeActor {
  name: string;
  /** Day of completion, written out. */
  on: string;
}

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export interface NoticeData {
  /** Full number, e.g. `中信受〔2026〕3号`, or `NUMBER_PLACEHOLDER` while none is taken. Templates write `{{number}}`. */
  number: string;
  /** Day of issue, e.g. `2026年6月16日`. */
  issuedOn: string;
  /** The issuing organ: heading, signature, seal. */
  unit: NoticeUnit;
  /** The petition office that registered the matter: enquiries, copies. May be the same as `unit`. */
  office: NoticeUnit;
  /** Absent where the procedure serves no case (a monthly report, a field visit). */
  case?: NoticeCase;
  /** Absent in notices that disclose conduct only. */
  petitioner?: NoticePetitioner;
  /** Empty in notices that disclose conduct only. */
  demands: NoticeDemand[];
  /** Last day of each statutory clock by its name, e.g. `{ 告知: '2026年6月16日', 办结: '2026年8月17日' }`. */
  clocks: Record<string, string>;
  /** The unit that handles the matter, when one is set. */
  responsibleUnit?: NamedOrgan;
  /** The organ a letter goes to: `vars.targetOrgan`, else the responsible unit. */
  target?: NamedOrgan;
  /**
   * Organs that variables name, under the variables' names: those ending in `Unit` or `Organ` one each, those ending in `Units`
   * and `departments` a list.
   */
  organs: { [variable: string]: NamedOrgan | NamedOrgan[] };
  /** The public security organ a referral goes to. */
  police?: { name: string };
  /** What the conduct form's closed list says for the code chosen: `{ code: '26(1)', article: '第二十六条第一项', text: … }`. */
  conduct?: { code: string; article: string; text: string };
  /** Process variables in scope at the notice's job, overlaid by its input mapping. Their names are the form fields'. */
  vars: { [variable: string]: JsonValue };
  /** The person who signs. */
  signer: { name: string };
  /** By element id, e.g. `actors.task_approve.name`. */
  actors: { [elementId: string]: NoticeActor };
}
