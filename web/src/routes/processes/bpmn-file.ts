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

/** Lets the user pick one .bpmn file; resolves to null when the dialog is closed without picking. */
export function pickBpmnFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.bpmn,.xml,application/xml,text/xml';
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
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

/** The name a file's content is kept under on the server. */
export function resourceNameOf(fileName: string): string {
  return `${fileName.replace(/\.(bpmn|xml)$/i, '').replace(/[\\/:*?"<>|\s]+/g, '_')}.bpmn`;
}
