import { Injectable } from '@nestjs/common';
import { compareCases } from '../../domain/duplicates/duplicate-score.js';
import type { Actor } from '../../platform/actor.js';
import type { DuplicatesBody } from './cases.dto.js';
import { CasesRepository } from './cases.repository.js';
import { PersonVault } from './person-vault.js';

export interface DuplicateView {
  caseId: string;
  number: string;
  title: string;
  petitioner: string;
  status: string;
  registeredAt: string;
  score: number;
  reasons: string[];
}

/** Newest cases whose texts are compared; comparing one takes some 20 µs. */
const newestCompared = 300;
const shown = 10;

/** 筛重: registered cases that may be the same matter. A person decides. */
@Injectable()
export class DuplicatesService {
  constructor(
    private readonly cases: CasesRepository,
    private readonly vault: PersonVault,
  ) {}

  async find(actor: Actor, body: DuplicatesBody): Promise<DuplicateView[]> {
    const incoming = {
      nameHash: this.vault.hash('name', body.name?.trim()),
      idHash: this.vault.hash('id', body.idNumber?.trim()),
      phoneHash: this.vault.hash('phone', body.phone?.trim()),
      title: body.title ?? '',
      summary: body.summary ?? '',
    };
    const hashes = [incoming.nameHash, incoming.idHash, incoming.phoneHash];
    const candidates = await this.cases.duplicateCandidates(actor, hashes, newestCompared);
    return candidates
      .flatMap((candidate) => {
        const finding = compareCases(incoming, candidate);
        if (!finding) return [];
        const { id, number, title, petitionerMasked, status, registeredAt } = candidate;
        const { score, reasons } = finding;
        return [{ caseId: id, number, title, petitioner: petitionerMasked, status, registeredAt, score, reasons }];
      })
      .sort((left, right) => right.score - left.score)
      .slice(0, shown);
  }
}
