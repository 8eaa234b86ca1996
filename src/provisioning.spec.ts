import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedFiles } from './provisioning.js';

describe('shipped files', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'minqing-shipped-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const ship = (folder: string, ...names: string[]): void => {
    mkdirSync(join(root, folder), { recursive: true });
    for (const name of names) writeFileSync(join(root, folder, name), name);
  };

  it('are forms, decisions and diagrams, what is referred to first', () => {
    ship('processes', 'b.bpmn', 'a.bpmn', 'notes.md');
    ship('processes/forms', 'talk.form');
    ship('processes/decisions', 'terms.dmn', 'readme.md');
    expect(shippedFiles(root).map(({ name }) => name)).toEqual(['talk.form', 'terms.dmn', 'a.bpmn', 'b.bpmn']);
    expect(shippedFiles(root)[1]).toEqual({ name: 'terms.dmn', content: 'terms.dmn' });
  });

  it('need not have every folder', () => {
    ship('processes', 'a.bpmn');
    expect(shippedFiles(root).map(({ name }) => name)).toEqual(['a.bpmn']);
  });
});
