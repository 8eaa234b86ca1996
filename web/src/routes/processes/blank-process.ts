function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);
}

/** The drawing a new process begins with: one pool with one lane and a start event. */
export function blankProcess(processId: string, name: string): string {
  const title = escaped(name);
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="${processId}_definitions" targetNamespace="urn:minqing:process">
  <bpmn:collaboration id="${processId}_collaboration">
    <bpmn:participant id="${processId}_pool" name="${title}" processRef="${processId}" />
  </bpmn:collaboration>
  <bpmn:process id="${processId}" name="${title}" isExecutable="true">
    <bpmn:laneSet id="${processId}_lanes">
      <bpmn:lane id="${processId}_lane" name="办理人">
        <bpmn:flowNodeRef>start</bpmn:flowNodeRef>
      </bpmn:lane>
    </bpmn:laneSet>
    <bpmn:startEvent id="start" name="开始" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="${processId}_diagram">
    <bpmndi:BPMNPlane id="${processId}_plane" bpmnElement="${processId}_collaboration">
      <bpmndi:BPMNShape id="${processId}_pool_di" bpmnElement="${processId}_pool" isHorizontal="true">
        <dc:Bounds x="160" y="80" width="1200" height="240" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="${processId}_lane_di" bpmnElement="${processId}_lane" isHorizontal="true">
        <dc:Bounds x="190" y="80" width="1170" height="240" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="start_di" bpmnElement="start">
        <dc:Bounds x="252" y="182" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="259" y="225" width="22" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}
