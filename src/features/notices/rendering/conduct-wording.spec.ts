import { conductCodes } from '../../../domain/codes/conduct-codes.js';
import { conductWording } from './conduct-wording.js';

it('words every conduct of the closed list, and nothing else', () => {
  for (const { code } of conductCodes)
    expect(conductWording(code)).toMatchObject({ code, article: expect.stringMatching(/^第/) });
  for (const code of ['', '诉求无理', '26(7)', 'constructor']) expect(conductWording(code)).toBeUndefined();
});
