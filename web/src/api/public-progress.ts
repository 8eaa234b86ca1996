/** The petitioner's own page: asked without a session, by number and query code. */
import { request } from './client.js';
import type { Station } from './case-types.js';

export interface PublicUnit {
  name: string;
  phone?: string;
  address?: string;
}

export interface PublicProgress {
  number: string;
  registeredOn: string;
  isClosed: boolean;
  outcome?: string;
  stations: Station[];
  nextStation?: string;
  promises: { text: string; lastDay: string; standing: 'running' | 'overdue' | 'paused' }[];
  unit?: PublicUnit;
  office: PublicUnit;
  notices: { title: string; number: string; deliveredOn: string; way?: string }[];
  /** The earlier matter that this one repeats. */
  repeats?: { number: string; stage: string; isClosed: boolean; unit: PublicUnit };
}

export function lookUp(number: string, queryCode: string): Promise<PublicProgress> {
  return request('POST', '/api/public/cases/lookup', { body: { number, queryCode }, expectUnauthorized: true });
}
