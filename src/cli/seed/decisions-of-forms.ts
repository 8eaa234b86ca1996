import { docketDecisions, handleDecisions } from './choices/handle.js';
import { jointDecisions } from './choices/joint.js';
import { orderDecisions } from './choices/order.js';
import { receptionDecisions } from './choices/reception.js';
import { reviewDecisions, urgeDecisions } from './choices/review.js';
import { routeDecisions } from './choices/route.js';
import type { Decisions } from './decisions.js';

/** What the people of the demonstration decide at each form. */
export const decisions: Decisions = {
  ...receptionDecisions,
  ...routeDecisions,
  ...docketDecisions,
  ...handleDecisions,
  ...orderDecisions,
  ...reviewDecisions,
  ...urgeDecisions,
  ...jointDecisions,
};
