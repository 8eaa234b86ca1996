import { fileTypeFromBuffer } from 'file-type';

/** What a case may hold, by content; `extension` is what the file is called on download. */
const accepted: Readonly<Record<string, { extension: string; name: string }>> = {
  'application/pdf': { extension: 'pdf', name: 'PDF' },
  'image/jpeg': { extension: 'jpg', name: '图片' },
  'image/png': { extension: 'png', name: '图片' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { extension: 'docx', name: 'Word 文档' },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { extension: 'xlsx', name: 'Excel 表格' },
  'audio/mpeg': { extension: 'mp3', name: '录音' },
  'audio/x-m4a': { extension: 'm4a', name: '录音' },
  'audio/wav': { extension: 'wav', name: '录音' },
  'video/mp4': { extension: 'mp4', name: '录像' },
  'text/plain': { extension: 'txt', name: '文本' },
};

export const acceptedWords = 'PDF、JPG、PNG、DOCX、XLSX、MP3、M4A、WAV、MP4、TXT';

export const extensionOf = (mediaType: string): string => accepted[mediaType]?.extension ?? 'bin';
export const mediaTypeName = (mediaType: string): string => accepted[mediaType]?.name ?? '文件';

/** Control characters that no text file has; tab, line feed and carriage return are fine. */
const controls = /[^\P{Cc}\t\n\r]/u;

/**
 * The media type that the bytes themselves say, never the name or what the browser claims; undefined for what a case does not
 * take. HTML, SVG and XML are texts that a browser would run or draw: refused.
 */
export async function mediaTypeOf(content: Buffer): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(content);
  if (found) return found.mime in accepted ? found.mime : undefined;
  return isText(content) && !isMarkup(content) ? 'text/plain' : undefined;
}

function isText(content: Buffer): boolean {
  if (content.length === 0) return false;
  try {
    return !controls.test(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return false;
  }
}

/** A browser that ignores the declared type would run it. */
const isMarkup = (content: Buffer): boolean =>
  /^\s*<(!doctype|html|svg|\?xml|script|head|body)/i.test(content.toString('utf8'));
