import { isPhoneNumber, isResidentId, residentIdCheckCharacter } from './resident-id.js';

describe('identity documents', () => {
  it('accepts the example of GB 11643', () => {
    expect(isResidentId('11010519491231002X')).toBe(true);
    expect(residentIdCheckCharacter('11010519491231002')).toBe('X');
  });

  it.each(['110105194912310021', '11010519491331002X', '11010519490230002X', '1101051949123100', '', 'abc'])(
    'refuses %s',
    (text) => expect(isResidentId(text)).toBe(false),
  );

  it.each(['13812345678', '0371-62110011', '037162110011', '0371-62110011-8', '62110011'])(
    'takes %s for a phone',
    (text) => expect(isPhoneNumber(text)).toBe(true),
  );

  it.each(['12345678901', '1381234567', '没有', '+8613812345678'])('takes %s for no phone', (text) =>
    expect(isPhoneNumber(text)).toBe(false),
  );
});
