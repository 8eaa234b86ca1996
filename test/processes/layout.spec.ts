/** The picture rules of the shipped diagrams, and that the checker sees what breaks them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { drawDiagram, type DiagramModel } from '../../scripts/layout/build.mjs';
import { checkLayout } from '../../scripts/layout/check-layout.mjs';

const PROCESSES = join(__dirname, '../../processes');
const files = readdirSync(PROCESSES).filter((name) => name.endsWith('.bpmn'));
const read = (name: string): string => readFileSync(join(PROCESSES, name), 'utf8');

describe.each(files)('%s', (name) => {
  it('keeps the picture rules', async () => {
    expect((await checkLayout(read(name))).problems).toEqual([]);
  });

  it('is what its script draws', async () => {
    const script = join(__dirname, '../../scripts/layout', `${name.replace('.bpmn', '').replaceAll('_', '-')}.mjs`);
    const { model } = (await import(script)) as { model: DiagramModel };
    expect(await drawDiagram(model)).toBe(read(name));
  });

  it('has no more crossings than its ways back need', async () => {
    expect((await checkLayout(read(name))).crossings).toBeLessThanOrEqual(4);
  });
});

describe('the checker of drawings', () => {
  const drawn = readFileSync(join(__dirname, 'drawing.bpmn'), 'utf8');

  /** Places one shape elsewhere; flows stay. */
  const moved = (id: string, x: number, y: number): string =>
    drawn.replace(new RegExp(`(bpmnElement="${id}"[^>]*>\\s*<dc:Bounds) x="[\\d.]+" y="[\\d.]+"`), `$1 x="${x}" y="${y}"`);
  const boundsOf = (id: string): { x: number; y: number } => {
    const [, x, y] = new RegExp(`bpmnElement="${id}"[^>]*>\\s*<dc:Bounds x="([\\d.]+)" y="([\\d.]+)"`).exec(drawn)!;
    return { x: Number(x), y: Number(y) };
  };
  const rulesOf = async (xml: string): Promise<Set<string>> => new Set((await checkLayout(xml)).problems.map(({ rule }) => rule));

  it('is refused when two shapes overlap', async () => {
    const { x, y } = boundsOf('task_assess');
    expect(await rulesOf(moved('task_route', x + 50, y))).toContain('overlap');
  });

  it('is refused when two shapes are nearer than 50 px', async () => {
    const { x, y } = boundsOf('task_assess');
    expect(await rulesOf(moved('task_route', x + 130, y))).toContain('too-near');
  });

  it('is refused when a flow passes through a shape', async () => {
    const { x } = boundsOf('throw_order');
    expect(await rulesOf(moved('job_tell_warn', x - 30, boundsOf('job_tell_warn').y))).toContain('through-shape');
  });

  it('is refused when a shape is outside its lane or off the raster', async () => {
    const { x, y } = boundsOf('task_handle');
    expect(await rulesOf(moved('task_handle', x, y - 600))).toContain('outside');
    expect(await rulesOf(moved('task_handle', x + 3, y))).toContain('off-grid');
  });

  it('is refused when a flow slants or runs on another', async () => {
    const flow = 'flow_gw_settled__task_handle_di';
    const waypoint = /<di:waypoint x="(\d+)" y="(\d+)" \/>/;
    const slanted = drawn.replace(new RegExp(`id="${flow}"[\\s\\S]*?</bpmndi:BPMNEdge>`), (edge) =>
      edge.replace(waypoint, (_, x: string, y: string) => `<di:waypoint x="${Number(x) + 10}" y="${y}" />`),
    );
    expect(await rulesOf(slanted)).toContain('not-orthogonal');
    const copied = /id="flow_gw_reply__task_sign_di"[^>]*>([\s\S]*?)<\/bpmndi:BPMNEdge>/.exec(drawn)![1]!;
    const onTop = drawn.replace(new RegExp(`(id="${flow}"[^>]*>)[\\s\\S]*?(</bpmndi:BPMNEdge>)`), `$1${copied}$2`);
    expect(await rulesOf(onTop)).toContain('flow-overlap');
  });

  it('is refused when a label lies on a shape, a flow or a label', async () => {
    const labelAt = (id: string, x: number, y: number): string =>
      drawn.replace(new RegExp(`(id="${id}_di"[\\s\\S]*?<bpmndi:BPMNLabel>\\s*<dc:Bounds) x="[\\d.]+" y="[\\d.]+"`), `$1 x="${x}" y="${y}"`);
    const task = boundsOf('task_sign');
    expect(await rulesOf(labelAt('gw_signed', task.x + 10, task.y + 10))).toContain('label-over-shape');
    expect(await rulesOf(labelAt('gw_signed', task.x - 45, task.y + 30))).toContain('label-over-flow');
    const other = /id="gw_approved_di"[\s\S]*?<bpmndi:BPMNLabel>\s*<dc:Bounds x="([\d.]+)" y="([\d.]+)"/.exec(drawn)!;
    expect(await rulesOf(labelAt('gw_signed', Number(other[1]) + 5, Number(other[2])))).toContain('label-over-label');
  });
});
