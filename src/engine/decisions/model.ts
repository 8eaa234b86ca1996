/**
 * A .dmn file as decisions are made with it: plain immutable JSON, by id, checked, with what can be prepared prepared.
 *
 * Words are those of DMN 1.3: decision requirements graph (clause 6), decision table (clause 8), FEEL (clause 10).
 */
import type { Json } from '../ports.js';

/** One decision requirements graph: all decisions of a file. */
export interface DecisionGraph {
  /** Id of `definitions`. */
  id: string;
  name: string;
  decisions: Record<string, DecisionModel>;
  /** Input data that need preparing before expressions see them, by id. */
  inputData: Record<string, InputDataModel>;
}

export interface DecisionModel {
  id: string;
  name: string;
  versionTag?: string;
  /** Names under which the decisions that require this one see its result: its id, name and variable. */
  visibleAs: string[];
  /** Ids of the decisions it requires directly. */
  requiredDecisions: string[];
  /** Ids of required input data in {@link DecisionGraph.inputData}. */
  requiredInputs: string[];
  /** Of the decision's variable. */
  type?: ValueType;
  logic: DecisionTableModel | LiteralExpressionModel;
}

/** A process variable with a declared type, or with a name that needs one to be seen. */
export interface InputDataModel {
  /** Name of the process variable, and of the value in expressions. */
  name: string;
  type?: ValueType;
}

export interface LiteralExpressionModel {
  kind: 'literalExpression';
  id: string;
  expression: string;
  type?: ValueType;
}

export const HIT_POLICIES = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const;
export type HitPolicy = (typeof HIT_POLICIES)[number];

export const AGGREGATIONS = ['SUM', 'MIN', 'MAX', 'COUNT'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

export interface DecisionTableModel {
  kind: 'decisionTable';
  id: string;
  hitPolicy: HitPolicy;
  /** Only with COLLECT. */
  aggregation?: Aggregation;
  inputs: InputClauseModel[];
  outputs: OutputClauseModel[];
  rules: RuleModel[];
  type?: ValueType;
}

export interface InputClauseModel {
  id: string;
  /** The label, or the expression where there is none. */
  name: string;
  expression: string;
  /** The expression is nothing but this variable. */
  variable?: string;
  type?: ValueType;
  /** Values that may come in; another is an error. */
  allowed?: TestsModel;
}

export interface OutputClauseModel {
  id: string;
  /** Name of the entry in the result; may be empty in a table with one output. */
  name: string;
  label: string;
  type?: ValueType;
  /** Values that may go out; another is an error. */
  allowed?: TestsModel;
  /** The allowed values one by one, from the highest priority to the lowest. Absent: they are no list of values. */
  priorities?: Json[];
  /** The value when no rule matches. */
  defaultEntry?: EntryModel;
}

export interface RuleModel {
  id: string;
  /** One for each input; null stands for `-`: any value. */
  tests: (TestsModel | null)[];
  /** One for each output. */
  entries: EntryModel[];
}

/** FEEL unary tests. */
export interface TestsModel {
  text: string;
  /** Present when they compare with constants only: decided without the FEEL interpreter. */
  constant?: ConstantTests;
}

export interface ConstantTests {
  negated: boolean;
  /** The tests hold when one of them does. */
  tests: ConstantTest[];
}

export type ConstantTest =
  | { op: '='; value: Json }
  | { op: '<' | '<=' | '>' | '>='; value: number }
  | { op: 'in'; from: number; to: number; fromIncluded: boolean; toIncluded: boolean };

/** FEEL expression of an output. */
export interface EntryModel {
  text: string;
  /** Present when the expression is a constant. */
  constant?: Json;
}

export const BASE_TYPES = [
  'string',
  'number',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
] as const;
export type BaseType = (typeof BASE_TYPES)[number];

/** What `typeRef` names; null belongs to every type (DMN 1.3, 10.3.2.3). */
export interface ValueType {
  /** As the file names it, for messages. */
  name: string;
  shape:
    | { kind: 'base'; base: BaseType }
    | { kind: 'list'; item: ValueType | null }
    | { kind: 'context'; entries: Record<string, ValueType | null> };
  /** Restricts the type to these values. */
  allowed?: TestsModel;
}
