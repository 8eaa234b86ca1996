import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn-embedded.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import DmnModeler from 'dmn-js/lib/Modeler';
import { Alert } from 'antd';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';

import { dmnTranslateModule } from './dmn-words.js';

export interface DmnEditorHandle {
  /** The file as it is edited now. */
  save(): Promise<string>;
}

interface DmnEditorProps {
  xml: string;
  readOnly?: boolean;
  onChange(): void;
  ref?: Ref<DmnEditorHandle>;
}

/** The decision table itself, opened at its first table rather than at the graph around it. */
export default function DmnEditor({ xml, onChange, ref }: DmnEditorProps) {
  const container = useRef<HTMLDivElement>(null);
  const modeler = useRef<DmnModeler | null>(null);
  const changed = useRef(onChange);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    changed.current = onChange;
  });

  useEffect(() => {
    if (!container.current) return;
    const additionalModules = [dmnTranslateModule];
    const editor = new DmnModeler({
      container: container.current,
      keyboard: { bindTo: document },
      drd: { additionalModules },
      decisionTable: { additionalModules },
      literalExpression: { additionalModules },
      boxedExpression: { additionalModules },
    });
    modeler.current = editor;
    setFailed(false);
    editor
      .importXML(xml)
      .then(() => {
        const views = editor.getViews();
        const table = views.find(({ type }) => type === 'decisionTable') ?? views[0];
        if (table) void editor.open(table);
        editor.on('viewer.created', ({ viewer }) => viewer.on('commandStack.changed', () => changed.current()));
        editor.getActiveViewer()?.on('commandStack.changed', () => changed.current());
      })
      .catch(() => setFailed(true));
    return () => {
      editor.destroy();
      modeler.current = null;
    };
  }, [xml]);

  useImperativeHandle(ref, () => ({
    async save() {
      if (!modeler.current) return xml;
      return (await modeler.current.saveXML({ format: true })).xml;
    },
  }));

  if (failed) return <Alert type="error" showIcon title="这份决策文件不能显示，请检查它是否完整。" />;
  return <div ref={container} className="dmn-editor" />;
}
