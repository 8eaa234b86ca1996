import { createHash } from 'node:crypto';
import type { JsonValue, NoticeData } from './notice-data.js';
import type { NoticeTemplate } from './notice-template.js';
import { fillNumber, NUMBER_PLACEHOLDER } from './number-placeholder.js';
import { RenderWorker } from './render-worker.js';
import { NoticeDataRefused, NoticeIncomplete } from './rendering-errors.js';
import { missingFields } from './required-fields.js';
import { sheetOf } from './sheets/sheet.js';

const sharedWorker = new RenderWorker();

/**
 * The notice as one HTML document, complete with its style. Same template and data: same bytes, always.
 *
 * With `number: NUMBER_PLACEHOLDER` the number's place stays open for `fillNumber`, so that a notice is rendered before a
 * number is taken and numbered, without waiting, inside the transaction that takes it.
 *
 * Throws NoticeIncomplete (nothing rendered, names the fields), NoticeDataRefused, RenderingFailed.
 */
export async function renderNotice(
  template: NoticeTemplate,
  { number, ...data }: NoticeData,
  worker: RenderWorker = sharedWorker,
): Promise<string> {
  const json = JSON.stringify(template.discloses === 'conduct' ? conductOnly(data) : data);
  if (json.includes(NUMBER_PLACEHOLDER)) {
    throw new NoticeDataRefused('内容中含有为文号保留的字符（U+10FFFD），请删去后再出具');
  }
  const plain = JSON.parse(json) as { [key: string]: JsonValue };
  const missing = missingFields(template, { ...plain, number });
  if (missing.length > 0) throw new NoticeIncomplete(template.title, missing);
  const html = await worker.render(sheetOf(template), json);
  return number === NUMBER_PLACEHOLDER ? html : fillNumber(html, number);
}

/** SHA-256 of a document's UTF-8 bytes, as lower-case hexadecimal. */
export function sha256(html: string): string {
  return createHash('sha256').update(html, 'utf8').digest('hex');
}

/** Ends the shared worker, for an orderly shutdown. */
export function closeRendering(): Promise<void> {
  return sharedWorker.close();
}

/**
 * A referral carries conduct only (domain.md H4): whatever the template says, the demands, the petitioner's identity data
 * and what the petition's forms hold are not there to be printed. The conduct process has its own variables.
 */
function conductOnly(data: Omit<NoticeData, 'number'>): Omit<NoticeData, 'number'> {
  const { demands: _demands, ...vars } = data.vars;
  const { petitioner: _petitioner, ...rest } = data;
  return {
    ...rest,
    ...(data.case && { case: { ...conductOfCase(data.case), title: '', category: '', queryCode: '' } }),
    demands: [],
    vars,
  };
}

function conductOfCase({
  summary: _summary,
  prior: _prior,
  needs: _needs,
  ...matter
}: NonNullable<NoticeData['case']>): NonNullable<NoticeData['case']> {
  return matter;
}
