// Fails when an article that must be carried out is named by no element of a shipped diagram, or an element names an unknown one.
// Run: node scripts/rule-coverage.mjs [--table]   (part of `npm run check`)
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { BpmnModdle } from 'bpmn-moddle';

const processes = fileURLToPath(new URL('../processes', import.meta.url));

/** @returns {Promise<Map<string, string[]>>} ids of the elements (with their file) by article */
export async function elementsByArticle(folder = processes) {
  const found = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.bpmn'))) {
    const { elementsById } = await new BpmnModdle().fromXML(readFileSync(join(folder, file), 'utf8'));
    for (const element of Object.values(elementsById)) {
      if (!/^bpmn:.*(Task|Event|Gateway|Activity|SubProcess)$/.test(element.$type)) continue;
      for (const article of basisOf(element))
        found.set(article, [...(found.get(article) ?? []), `${file}#${element.id}`]);
    }
  }
  return found;
}

function basisOf(element) {
  const groups = element.extensionElements?.values ?? [];
  return groups
    .flatMap((group) => group.$children ?? group.properties ?? [])
    .filter(({ name }) => name === 'basis')
    .flatMap(({ value }) => value.split(/\s+/));
}

/** @returns {{uncovered: string[], unknown: string[]}} */
export function gapsIn({ articles, law }, elements) {
  const known = new Set([...articles, ...law].map(({ id }) => id));
  return {
    uncovered: articles.filter(({ id, kind }) => kind === 'procedure' && !elements.has(id)).map(({ id }) => id),
    unknown: [...elements.keys()].filter((id) => !known.has(id)).sort(),
  };
}

async function report() {
  const book = JSON.parse(readFileSync(join(processes, 'rules/articles.json'), 'utf8'));
  const elements = await elementsByArticle();
  if (argv.includes('--table')) {
    for (const { id, title } of [...book.articles, ...book.law])
      console.log(`${id}\t${elements.get(id)?.length ?? 0}\t${title}`);
  }
  const { uncovered, unknown } = gapsIn(book, elements);
  for (const id of uncovered) console.error(`article ${id} must be carried out, and no element names it in its basis`);
  for (const id of unknown)
    console.error(`basis ${id} is no article of processes/rules/articles.json: ${elements.get(id).join(', ')}`);
  process.exitCode = uncovered.length + unknown.length > 0 ? 1 : 0;
}

if (argv[1] === fileURLToPath(import.meta.url)) void report();
