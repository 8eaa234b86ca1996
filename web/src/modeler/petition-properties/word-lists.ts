import { ListGroup } from '@bpmn-io/properties-panel';
import type { Element } from 'bpmn-js/lib/model/Types';

import { selectField, type Choice, type PanelEntry } from '../panel/entries.js';
import type { ListGroupDefinition } from '../panel/groups.js';
import { clockActions, clockNames } from './choices.js';
import type { PetitionProperties } from './petition-properties.js';
import { wordsOf, type PetitionPropertyName } from './zeebe-properties.js';

interface WordList {
  id: string;
  label: string;
  name: PetitionPropertyName;
  /** What a new item says before it is changed; undefined when there is nothing left to add. */
  fresh: (words: string[]) => string | undefined;
  labelOf: (word: string) => string;
  entriesOf: (id: string, word: string, replace: (element: Element, word: string) => void) => PanelEntry[];
}

/** A property of several words as a list whose items are added, changed and removed one by one. */
function wordList(element: Element, properties: PetitionProperties, list: WordList): ListGroupDefinition {
  const words = wordsOf(properties.get(element, list.name));
  const write = (target: Element, next: string[]) => properties.set(target, list.name, [...new Set(next)].join(' '));
  const fresh = list.fresh(words);
  return {
    id: list.id,
    label: list.label,
    component: ListGroup,
    items: words.map((word, index) => {
      const id = `${element.id}-${list.id}-${index}`;
      return {
        id,
        label: list.labelOf(word),
        entries: list.entriesOf(id, word, (target, next) => write(target, words.with(index, next))),
        remove: (event) => {
          event.stopPropagation();
          write(element, words.toSpliced(index, 1));
        },
      };
    }),
    add:
      fresh === undefined
        ? undefined
        : (event) => {
            event.stopPropagation();
            write(element, [...words, fresh]);
          },
  };
}

/** Tasks whose performer may not perform this one. */
export function separationGroup(
  element: Element,
  properties: PetitionProperties,
  tasks: Choice[],
): ListGroupDefinition {
  const procedure = (id: string) => /^process:(.+)$/.exec(id)?.[1];
  const labelOf = (id: string) =>
    procedure(id)
      ? `本事项流程 ${procedure(id)} 的全部经办人`
      : (tasks.find((task) => task.value === id)?.label ?? '（图中已没有这个任务）');
  return wordList(element, properties, {
    id: 'petition-separate-from',
    label: '回避：不得由同一人办理',
    name: 'separateFrom',
    fresh: (words) => tasks.find((task) => !words.includes(task.value))?.value,
    labelOf,
    entriesOf: (id, word, replace) => [
      selectField({
        id: `${id}-task`,
        label: '办过此环节的人不得办理本环节',
        choices: procedure(word) ? [...tasks, { value: word, label: labelOf(word) }] : tasks,
        get: () => word,
        set: replace,
      }),
    ],
  });
}

/** Statutory clocks that start, stop, pause or go on here. */
export function clockGroup(element: Element, properties: PetitionProperties): ListGroupDefinition {
  const split = (word: string): [action: string, name: string] => {
    const colon = word.indexOf(':');
    return colon < 0 ? ['start', word] : [word.slice(0, colon), word.slice(colon + 1)];
  };
  const labelOf = (word: string) => {
    const [action, name] = split(word);
    return `${clockActions.find((choice) => choice.value === action)?.label ?? action}:${name}`;
  };
  const all = clockActions.flatMap((action) => clockNames.map((name) => `${action.value}:${name.value}`));
  return wordList(element, properties, {
    id: 'petition-clock',
    label: '法定期限',
    name: 'clock',
    fresh: (words) => all.find((word) => !words.includes(word)),
    labelOf,
    entriesOf: (id, word, replace) => {
      const [action, name] = split(word);
      return [
        selectField({
          id: `${id}-action`,
          label: '到此环节时',
          choices: clockActions,
          get: () => action,
          set: (target, next) => replace(target, `${next}:${name}`),
        }),
        selectField({
          id: `${id}-name`,
          label: '哪个期限',
          choices: clockNames,
          get: () => name,
          set: (target, next) => replace(target, `${action}:${next}`),
        }),
      ];
    },
  });
}
