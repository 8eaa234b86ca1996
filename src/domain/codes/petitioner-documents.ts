/** Templates whose documents are addressed to the petitioner (domain.md §3): all others are between offices or internal. */
export const petitionerDocuments: readonly string[] = [
  'registration_receipt',
  'acceptance_notice',
  'rejection_notice',
  'no_more_acceptance_notice',
  'legal_route_notice',
  'transfer_notice',
  'appointment_notice',
  'appointment_refusal',
  'extension_notice',
  'reply_opinion',
  'review_opinion',
  're_review_opinion',
  'mediation_agreement',
];

/** Handed over the moment it is issued, so that no 送达回证 is made for it. */
export const handedOverAtOnce: readonly string[] = ['registration_receipt'];
