import type EventBus from 'diagram-js/lib/core/EventBus';

type Translate = (text: string) => string;

/** Texts the panel's own components write without asking the translate service. */
const wordsInElements = '.bio-properties-panel-error, .bio-properties-panel-add-entry-label';

/** What the panel writes behind a name in a list of elements to choose from: ` (id=task_talk)`. */
const idBehindName = / \(id=[^)]*\)$/;

/**
 * Translates what `@bpmn-io/properties-panel` writes by itself: the tooltips of its buttons and its error texts. Its
 * components take a `translate` property, but the fields of bpmn-js-properties-panel do not hand it on to them, so the
 * finished panel is gone over after each change. In lists of elements it leaves the names and takes the ids away.
 */
export class PanelWords {
  static $inject = ['config.propertiesPanel', 'eventBus', 'translate'];

  constructor(config: { parent: HTMLElement }, eventBus: EventBus, translate: Translate) {
    const observer = new MutationObserver(() => translateWithin(config.parent, translate));
    observer.observe(config.parent, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['title'],
    });
    eventBus.on('diagram.destroy', () => observer.disconnect());
  }
}

function translateWithin(parent: HTMLElement, translate: Translate): void {
  for (const element of parent.querySelectorAll<HTMLElement>('[title]')) {
    const title = translate(element.title);
    if (title !== element.title) element.title = title;
  }
  for (const element of parent.querySelectorAll(wordsInElements)) {
    const text = element.firstChild;
    if (!(text instanceof Text)) continue;
    const translated = translate(text.data);
    if (translated !== text.data) text.data = translated;
  }
  for (const option of parent.querySelectorAll('option')) {
    const name = option.text.replace(idBehindName, '');
    if (name !== option.text) option.text = name;
  }
}
