import { deflateRawSync } from 'node:zlib';
import { mediaTypeOf } from './media-type.js';

const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), Buffer.from('JFIF\0'), Buffer.alloc(40)]);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const windowsProgram = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
const zip = (name: string, content: string): Buffer => {
  const data = deflateRawSync(Buffer.from(content));
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), data]);
};

describe('the type of an attachment', () => {
  it.each([
    ['application/pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n')],
    ['image/jpeg', jpeg],
    ['image/png', png],
    ['text/plain', Buffer.from('三月十二日，张某到窗口反映情况。\r\n附：收据一张。')],
  ])('is %s by its content', async (type, content) => {
    expect(await mediaTypeOf(content)).toBe(type);
  });

  it.each([
    ['a program', windowsProgram],
    ['an archive', zip('notes.txt', 'x')],
    ['a page', Buffer.from('<!DOCTYPE html><script>alert(1)</script>')],
    ['a drawing that may hold script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
    ['a drawing behind an XML head', Buffer.from('<?xml version="1.0"?><svg></svg>')],
    ['bytes without meaning', Buffer.from([0, 1, 2, 3, 4, 5])],
    ['nothing', Buffer.alloc(0)],
  ])('%s is none that a case takes', async (_what, content) => {
    expect(await mediaTypeOf(content)).toBeUndefined();
  });
});
