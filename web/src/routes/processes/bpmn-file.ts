/** Reading and writing .bpmn files on the user's own computer. */

const BPMN_NAMESPACE = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
/** Larger than any drawing; keeps a film picked by mistake out of the browser's memory. */
const LARGEST_FILE_BYTES = 5 * 1024 * 1024;

/** Why a file cannot be opened; `message` is a sentence to show. */
export class NotABpmnFile extends Error {
  override readonly name = 'NotABpmnFile';
}

/**
 * Reads a file the user picked.
 * @throws NotABpmnFile when it is no BPMN 2.0 drawing
 */
export async function readBpmnFile(file: File): Promise<string> {
  if (file.size > LARGEST_FILE_BYTES) throw new NotABpmnFile(`“${file.name}”超过 5 MB，不像流程图文件，没有导入。`);
  const text = await file.text();
  const parsed = new DOMParser().parseFromString(text, 'text/xml');
  if (parsed.querySelector('parsererror')) {
    throw new NotABpmnFile(`“${file.name}”不是 XML 文件或内容已损坏，没有导入。请选择从流程设计工具导出的 .bpmn 文件。`);
  }
  const root = parsed.documentElement;
  if (root.localName !== 'definitions' || root.namespaceURI !== BPMN_NAMESPACE) {
    throw new NotABpmnFile(`“${file.name}”不是 BPMN 2.0 流程图，没有导入。请选择从流程设计工具导出的 .bpmn 文件。`);
  }
  return text;
}

/** Offers a text as a file to keep. */
export function downloadText(fileName: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}

/** The name an exported file gets: the process's name, the version, no signs a file system refuses. */
export function exportName(name: string, version?: number): string {
  const safe = name.replace(/[\\/:*?"<>|\s]+/g, '-');
  return `${safe}${version === undefined ? '' : `-第${version}版`}.bpmn`;
}

/** What the server accepts as the name a drawing is kept under. */
const resourceName = /^[A-Za-z_][\w-]{0,60}\.bpmn$/;

/** Ids of the executable processes in a drawing, in the order of the file. */
export function processIdsIn(xml: string): string[] {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  return [...document.getElementsByTagNameNS(BPMN_NAMESPACE, 'process')].flatMap((process) => process.id || []);
}

/**
 * The name an imported drawing is kept under: that of the process it already is on the server, else the file's own name,
 * else (a name in Chinese, say) the id of one of its processes.
 * @param files what the server has, with the ids of the processes in each
 */
export function resourceNameFor(
  fileName: string,
  processIds: readonly string[],
  files: readonly { resourceName: string; processes: readonly { processId: string }[] }[],
): string {
  const known = files.find((file) => file.processes.some(({ processId }) => processIds.includes(processId)));
  if (known) return known.resourceName;
  const own = `${fileName.replace(/\.(bpmn|xml)$/i, '')}.bpmn`;
  const byProcess = processIds.map((id) => `${id}.bpmn`);
  return [own, ...byProcess].find((name) => resourceName.test(name)) ?? 'imported_process.bpmn';
}
