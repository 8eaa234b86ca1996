/**
 * Writes processes/xf_mass_line.bpmn: 下访与群众路线 (望闻问切; from the people, to the people), and the monthly report.
 * Run: node scripts/layout/xf-mass-line.mjs
 */
import { writeWhenStarted } from './build.mjs';
import { briefingPool } from './xf-mass-line-briefing.mjs';
import { visitPool } from './xf-mass-line-visit.mjs';

export const model = {
  id: 'xf_mass_line_definitions',
  collaboration: 'xf_mass_line_collaboration',
  messages: [{ id: 'message_lead', name: '包案' }],
  pools: [visitPool, briefingPool],
  messageFlows: [],
};

void writeWhenStarted(model, 'xf_mass_line', import.meta.url);
