import { Empty, Select } from 'antd';
import type { Element } from 'bpmn-js/lib/model/Types';

import type { StudioModeler } from '../../modeler/createModeler.js';
import { basisSource } from '../../modeler/basis/sources.js';
import { elementInWords } from '../../modeler/comparison/drawn-elements.js';
import { isA, type ModdleElement } from '../../modeler/moddle.js';
import { propertyOf, wordsOf } from '../../modeler/petition-properties/zeebe-properties.js';

interface BasisTabProps {
  modeler: StudioModeler;
  element: Element | null;
}

function Source({ code }: { code: string }) {
  const source = basisSource(code);
  return (
    <>
      <strong>{code}</strong> {source.citation ?? '（不认识的条款编号）'}
      {source.wording && <span className="studio-basis-wording">{source.wording}</span>}
    </>
  );
}

/** The rules the selected element carries out; without a selection, which rule is carried out where. */
export function BasisTab({ modeler, element }: BasisTabProps) {
  const businessObject = element?.businessObject as ModdleElement | undefined;
  if (!element || !businessObject || !isA(businessObject, 'bpmn:FlowElement', 'bpmn:Lane', 'bpmn:MessageFlow')) {
    return <BasisOverview modeler={modeler} />;
  }
  const codes = wordsOf(propertyOf(businessObject, 'basis'));
  const change = (next: string[]) => modeler.get('petitionProperties').set(element, 'basis', next.join(' '));
  return (
    <div className="studio-basis">
      <div className="studio-basis-edit">
        <span id="studio-basis-label">{elementInWords(businessObject)}的依据</span>
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          aria-labelledby="studio-basis-label"
          tokenSeparators={[' ', '、', '，', ',']}
          placeholder="填条款编号后按回车，如 S1.4、R22-34"
          style={{ minWidth: 320, flex: 1 }}
          value={codes}
          onChange={change}
        />
      </div>
      {codes.length === 0 ? (
        <p>还没有写依据。每个环节都应写明按哪一条办理。</p>
      ) : (
        <ul className="studio-basis-sources">
          {codes.map((code) => (
            <li key={code}>
              <Source code={code} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function BasisOverview({ modeler }: { modeler: StudioModeler }) {
  const carriers = new Map<string, Element[]>();
  modeler.get('elementRegistry').forEach((candidate) => {
    const businessObject = candidate.businessObject as ModdleElement | undefined;
    if ('labelTarget' in candidate || !isA(businessObject, 'bpmn:FlowElement', 'bpmn:Lane') || !businessObject) return;
    for (const code of wordsOf(propertyOf(businessObject, 'basis'))) {
      carriers.set(code, [...(carriers.get(code) ?? []), candidate as Element]);
    }
  });
  if (carriers.size === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="图中还没有写依据。选中一个环节，在这里填写。" />;
  }
  const codes = [...carriers.keys()].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return (
    <ul className="studio-basis-sources" aria-label="图中引用的全部依据">
      {codes.map((code) => (
        <li key={code}>
          <Source code={code} />
          <span className="studio-basis-carriers">
            {(carriers.get(code) ?? []).map((element) => (
              <button key={element.id} type="button" onClick={() => modeler.get('problemMarks').goTo(element.id)}>
                {elementInWords(element.businessObject as ModdleElement)}
              </button>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
