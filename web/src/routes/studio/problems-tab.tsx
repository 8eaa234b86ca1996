import { Empty, Tag } from 'antd';

import type { StudioModeler } from '../../modeler/createModeler.js';
import { elementInWords } from '../../modeler/comparison/drawn-elements.js';
import { nameOf, type ModdleElement } from '../../modeler/moddle.js';
import type { DiagramProblem } from '../../modeler/problems/diagram-problem.js';
import { strongColours } from '../../components/diagram/colours.js';

interface ProblemsTabProps {
  modeler: StudioModeler;
  problems: DiagramProblem[];
}

/** Every problem as a row; choosing one selects its element on the canvas. */
export function ProblemsTab({ modeler, problems }: ProblemsTabProps) {
  if (problems.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有发现问题。发布前会由服务器再检查一遍。" />;
  }
  // Most messages name the element themselves; the subject is then not said twice.
  const subjectOf = ({ elementId, message }: DiagramProblem) => {
    const element = modeler.get('elementRegistry').get(elementId)?.businessObject as ModdleElement | undefined;
    if (!element) return '整张图';
    const name = nameOf(element);
    return name && message.includes(name) ? null : elementInWords(element);
  };
  return (
    <ul className="studio-problems" aria-label="问题清单">
      {problems.map((problem, index) => (
        <li key={`${problem.elementId} ${problem.rule} ${index}`}>
          <button type="button" onClick={() => modeler.get('problemMarks').goTo(problem.elementId)}>
            <Tag color={problem.severity === 'error' ? strongColours.error : strongColours.warning}>
              {problem.severity === 'error' ? '错误' : '提醒'}
            </Tag>
            <span className="studio-problem-subject">{subjectOf(problem)}</span>
            <span>{problem.message}</span>
            {problem.source === 'server' && <span className="studio-problem-source">服务器检查</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
