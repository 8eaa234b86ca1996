/** What the registration form holds, how it becomes a request, and where it waits while unfinished. */
import dayjs, { type Dayjs } from 'dayjs';
import type { RegisterCase } from '../../api/types.js';

export interface RegistrationValues {
  channel?: string;
  receivedAt?: Dayjs | null;
  window?: string;
  petitioner?: {
    name?: string;
    sex?: string;
    idType?: string;
    idNumber?: string;
    birthYear?: number | null;
    phone?: string;
    address?: string;
    agent?: string;
  };
  companions?: ({ name?: string } | undefined)[];
  headcount?: number;
  category?: string;
  title?: string;
  summary?: string;
  place?: string;
  urgency?: string;
  prior?: string;
  contactConsent?: boolean;
  isPublic?: boolean;
  secrecyAsked?: boolean;
  needs?: string;
  demands?: ({ text?: string } | undefined)[];
}

function trimmed(text: string | undefined): string | undefined {
  return text?.trim() || undefined;
}

/** The request for values that passed the form's own checks. Fields left empty are left out. */
export function toRequest(values: RegistrationValues): RegisterCase {
  const person = values.petitioner ?? {};
  const request: RegisterCase = {
    channel: values.channel ?? '',
    petitioner: {
      name: trimmed(person.name) ?? '',
      ...optional({
        sex: person.sex,
        idType: trimmed(person.idNumber) ? person.idType : undefined,
        idNumber: trimmed(person.idNumber)?.toUpperCase(),
        birthYear: person.birthYear ?? undefined,
        phone: trimmed(person.phone),
        address: trimmed(person.address),
        agent: trimmed(person.agent),
      }),
    },
    companions: (values.companions ?? []).flatMap((companion) => {
      const name = trimmed(companion?.name);
      return name ? [{ name }] : [];
    }),
    headcount: values.headcount ?? 1,
    category: values.category ?? '',
    title: trimmed(values.title) ?? '',
    summary: trimmed(values.summary) ?? '',
    urgency: values.urgency ?? '',
    demands: (values.demands ?? []).map((demand) => ({ text: trimmed(demand?.text) ?? '' })),
  };
  return {
    ...request,
    ...optional({
      receivedAt: values.receivedAt?.toISOString(),
      window: trimmed(values.window),
      place: trimmed(values.place),
      prior: trimmed(values.prior),
      needs: trimmed(values.needs),
      contactConsent: values.contactConsent,
      isPublic: values.isPublic,
      secrecyAsked: values.secrecyAsked,
    }),
  };
}

/** The entries that have a value. */
function optional<T extends object>(entries: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Kept for the browser tab only, and removed at the end of the session: it holds personal data. */
const STORED = 'minqing.registration';

export function storeUnfinished(username: string, values: RegistrationValues): void {
  const receivedAt = values.receivedAt?.toISOString();
  sessionStorage.setItem(`${STORED}.${username}`, JSON.stringify({ ...values, receivedAt }));
}

export function takeUnfinished(username: string): RegistrationValues | null {
  const stored = sessionStorage.getItem(`${STORED}.${username}`);
  if (!stored) return null;
  const values = JSON.parse(stored) as Omit<RegistrationValues, 'receivedAt'> & { receivedAt?: string };
  return { ...values, receivedAt: values.receivedAt ? dayjs(values.receivedAt) : null };
}

export function forgetUnfinished(username: string): void {
  sessionStorage.removeItem(`${STORED}.${username}`);
}

/** `petitioner.idNumber` and `demands[0].text` as Ant Design names its fields. */
export function fieldName(path: string): (string | number)[] {
  return path
    .split(/[.[\]/]+/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
