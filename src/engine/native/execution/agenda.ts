/** Tokens on their way: first come, first served, so that a split moves on breadth first. */
import type { Flow } from '../compile/program.js';

interface Token {
  flow: Flow;
  /** The scope instance it moves in. */
  scope: number;
}

export class Agenda {
  private tokens: Token[] = [];
  private next = 0;
  private readonly perScope = new Map<number, number>();

  add(flow: Flow, scope: number): void {
    this.tokens.push({ flow, scope });
    this.perScope.set(scope, this.inScope(scope) + 1);
  }

  take(): Token | undefined {
    const token = this.tokens[this.next];
    if (!token) {
      this.tokens = [];
      this.next = 0;
      return undefined;
    }
    this.next += 1;
    this.perScope.set(token.scope, this.inScope(token.scope) - 1);
    return token;
  }

  /** Tokens on their way in a scope instance. */
  inScope(scope: number): number {
    return this.perScope.get(scope) ?? 0;
  }

  /** Takes away the tokens of a scope that was ended or interrupted. */
  drop(scope: number): void {
    if (this.inScope(scope) === 0) return;
    this.tokens = this.tokens.slice(this.next).filter((token) => token.scope !== scope);
    this.next = 0;
    this.perScope.delete(scope);
  }
}
