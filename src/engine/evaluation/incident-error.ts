/** Something a diagram or a value did wrong while an element was entered or completed; becomes an incident there. */
export class IncidentError extends Error {
  constructor(
    readonly errorType: string,
    message: string,
  ) {
    super(message);
    this.name = 'IncidentError';
  }
}
