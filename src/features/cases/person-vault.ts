import { Injectable } from '@nestjs/common';
import { maskAddress, maskIdNumber, maskName, maskPhone } from '../../domain/identity-masking/mask.js';
import { KeyRing } from '../../platform/keys/key-ring.js';

/** The petitioner as registered. */
export interface Person {
  name: string;
  sex?: string;
  idType?: string;
  idNumber?: string;
  birthYear?: number;
  phone?: string;
  address?: string;
  /** 代理人, with the kind of authorisation. */
  agent?: string;
}

export interface People {
  petitioner: Person;
  companions: { name: string }[];
}

export interface SealedPeople {
  /** The case's key, wrapped. */
  wrappedKey: string;
  sealed: string;
  nameHash: string;
  idHash: string | null;
  phoneHash: string | null;
}

/** Keeps who a case is about: sealed with the case's own key, findable by keyed hashes, shown masked. */
@Injectable()
export class PersonVault {
  constructor(private readonly keys: KeyRing) {}

  seal(caseId: string, people: People): SealedPeople {
    const { key, wrapped } = this.keys.newCaseKey();
    return {
      wrappedKey: wrapped,
      sealed: this.keys.seal(key, JSON.stringify(people), place(caseId)),
      nameHash: this.keys.lookupHash('name', people.petitioner.name),
      idHash: this.hash('id', people.petitioner.idNumber),
      phoneHash: this.hash('phone', people.petitioner.phone),
    };
  }

  /** @throws SealedTextBroken when the row was altered or copied from another case. */
  open(caseId: string, wrappedKey: string, sealed: string): People {
    return JSON.parse(this.keys.open(this.keys.unwrap(wrappedKey), sealed, place(caseId))) as People;
  }

  hash(kind: 'name' | 'id' | 'phone', value: string | undefined): string | null {
    return value ? this.keys.lookupHash(kind, value) : null;
  }
}

const place = (caseId: string): string => `petition_case/${caseId}/person`;

/** What is shown without a reason: of the number of a document only the last four characters. */
export function maskPerson(person: Person): Person {
  return {
    ...person,
    name: maskName(person.name),
    ...(person.idNumber === undefined ? {} : { idNumber: maskIdNumber(person.idNumber) }),
    ...(person.phone === undefined ? {} : { phone: maskPhone(person.phone) }),
    ...(person.address === undefined ? {} : { address: maskAddress(person.address) }),
    ...(person.agent === undefined ? {} : { agent: maskName(person.agent) }),
  };
}
