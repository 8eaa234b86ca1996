/** The diagram of the completion benchmarks: a chain of steps in two lanes, each watched by a timer of sixty days. */

const head =
  '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" ' +
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://minqing.bench">';

export const stepsProcess = 'bench_steps';

/** @param steps user tasks one after the other, each offered to the role of its lane. */
export function stepsDiagram(steps: number): string {
  const ids = Array.from({ length: steps }, (_, index) => `step${index}`);
  const nodes = ids.flatMap((id) => [
    `<bpmn:userTask id="${id}" name="办理 ${id}"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>`,
    `<bpmn:boundaryEvent id="${id}_late" name="逾期 ${id}" attachedToRef="${id}" cancelActivity="false"><bpmn:timerEventDefinition>` +
      `<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P60D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`,
    `<bpmn:endEvent id="${id}_warned" name="已提醒 ${id}" />`,
  ]);
  const order = ['begin', ...ids, 'done'];
  const flows = [
    ...order.slice(1).map((id, index) => [order[index]!, id] as const),
    ...ids.map((id) => [`${id}_late`, `${id}_warned`] as const),
  ].map(([from, to]) => `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" />`);
  return (
    `${head}<bpmn:process id="${stepsProcess}" name="逐步办理" isExecutable="true">${lanes(order)}` +
    `<bpmn:startEvent id="begin" name="开始" />${nodes.join('')}<bpmn:endEvent id="done" name="办结" />${flows.join('')}</bpmn:process></bpmn:definitions>`
  );
}

function lanes(ids: readonly string[]): string {
  const lane = (index: number): string => {
    const members = ids
      .filter((_, position) => position % 2 === index)
      .map((id) => `<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`);
    return (
      `<bpmn:lane id="lane${index}" name="接访员 ${index}"><bpmn:extensionElements><zeebe:properties><zeebe:property name="role" value="R1" />` +
      `</zeebe:properties></bpmn:extensionElements>${members.join('')}</bpmn:lane>`
    );
  };
  return `<bpmn:laneSet id="lanes">${lane(0)}${lane(1)}</bpmn:laneSet>`;
}
