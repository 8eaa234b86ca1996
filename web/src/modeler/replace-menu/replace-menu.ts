import type PopupMenu from 'diagram-js/lib/features/popup-menu/PopupMenu';

type Entries = Record<string, unknown>;

/** After the provider of bpmn-js, whose entries it sees. */
const PRIORITY = 500;

/** What bpmn-js offers for an element and deployment refuses: a pool stands for one participant. */
const refused = ['toggle-participant-multiplicity'];

/** Takes out of the menu 更换类型 what cannot be deployed. */
export class ReplaceMenu {
  static $inject = ['popupMenu'];

  constructor(popupMenu: PopupMenu) {
    popupMenu.registerProvider('bpmn-replace', PRIORITY, this as never);
  }

  getPopupMenuEntries(): Entries {
    return {};
  }

  getPopupMenuHeaderEntries(): (entries: Entries) => Entries {
    return (entries) => Object.fromEntries(Object.entries(entries).filter(([id]) => !refused.includes(id)));
  }
}
