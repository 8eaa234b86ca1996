/**
 * May a matter be brought before a leader (L2)? A matter without a reply and without a reception of the lower level is not
 * arranged above it; sudden events are received at any time; the office may waive the rule for a reason. What is refused is the
 * appointment, never the registration. The shipped decision `xf_reception_eligibility` says the same as a table.
 */
export const exceptions = ['无', '突发', '豁免'] as const;
export type Exception = (typeof exceptions)[number];

/** The level that receives at the county's leader reception; below it nothing is presupposed. */
export const countyLevel = '县级';

export interface AppointmentFacts {
  receptionLevel: string;
  /** A reply of the lower level to this very matter is on file. */
  lowerReply: boolean;
  /** A leader of the lower level has received this very matter. */
  lowerReception: boolean;
  exception: Exception;
  exceptionReason: string;
  /** Whoever approves an exception is not who asks for it. */
  exceptionGranted: boolean;
}

export interface Eligibility {
  eligible: boolean;
  /** What is missing, as the refusal names it; empty where eligible. */
  missing: string;
}

export function receptionEligibility(facts: AppointmentFacts): Eligibility {
  const isGranted = facts.exception !== '无' && facts.exceptionGranted && facts.exceptionReason.trim() !== '';
  if (facts.receptionLevel !== countyLevel || isGranted || (facts.lowerReply && facts.lowerReception)) {
    return { eligible: true, missing: '' };
  }
  const missing = [
    ...(facts.lowerReply ? [] : ['基层答复意见']),
    ...(facts.lowerReception ? [] : ['基层领导接待记录']),
  ].join('和');
  return { eligible: false, missing };
}
