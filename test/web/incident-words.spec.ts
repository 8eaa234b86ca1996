import { incidentInWords } from '../../web/src/components/incident-words.js';
import { currentInWords } from '../../web/src/routes/audit/api.js';

/** What the engines raise; UNKNOWN is told in general words. */
const raised = [
  'CONDITION_ERROR',
  'EXTRACT_VALUE_ERROR',
  'IO_MAPPING_ERROR',
  'UNHANDLED_ERROR_EVENT',
  'CALLED_ELEMENT_ERROR',
  'CALLED_DECISION_ERROR',
  'DECISION_EVALUATION_ERROR',
  'JOB_NO_RETRIES',
  'TIMER_NOT_FIRED',
  'UNKNOWN',
];

describe('an incident', () => {
  it('is named by its own words whatever the engine raises', () => {
    expect(new Set(raised.map((type) => incidentInWords(type).name)).size).toBe(raised.length);
  });

  it.each([...raised, 'FORM_NOT_FOUND', 'SOMETHING_NEW'])(
    'of type %s has name, cause and remedy without technical words',
    (type) => {
      const { name, cause, remedy } = incidentInWords(type);
      for (const words of [name, cause, remedy]) expect(words).toMatch(/^[^A-Za-z_]+$/);
    },
  );
});

test('a step that several people have at the same time is named once', () => {
  const at = (elementId: string, name: string) => ({ elementId, name });
  expect(currentInWords([at('sign', '会签'), at('sign', '会签'), at('talk', '接谈')])).toBe('会签、接谈');
});
