import { docketAnswers } from './answers/docket.js';
import { handleAnswers } from './answers/handle.js';
import { orderAnswers } from './answers/order.js';
import { receptionAnswers } from './answers/reception.js';

/** What officers fill into the shipped forms; each gives a complete, valid form that a test changes where it matters. */
export const answers = { ...receptionAnswers, ...docketAnswers, ...handleAnswers, ...orderAnswers };
