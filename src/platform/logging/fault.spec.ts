import { faultOf } from './fault.js';

describe('what a log says of an error', () => {
  it('is its kind and its place, never its message', () => {
    const fault = faultOf(new TypeError('张桂兰 cannot be read'));
    expect(fault).toMatchObject({ error: 'TypeError', place: expect.stringMatching(/^fault\.spec\.ts:\d+$/) });
    expect(JSON.stringify(fault)).not.toContain('张桂兰');
  });

  it('is the kind of the cause, with the code of what passed it on', () => {
    const passedOn = Object.assign(new Error('failed', { cause: new RangeError('deep') }), { code: 'engine-failed' });
    expect(faultOf(passedOn)).toMatchObject({ error: 'RangeError', errorCode: 'engine-failed' });
  });

  it('is no more than a type for what is no error', () => {
    expect(faultOf('text of a person')).toEqual({ error: 'string' });
  });
});
