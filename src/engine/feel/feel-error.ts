/** An expression that could not be evaluated; the message is a Chinese sentence for the person who must mend it. */
export class FeelError extends Error {
  constructor(
    message: string,
    readonly expression?: string,
  ) {
    super(message);
    this.name = 'FeelError';
  }
}
