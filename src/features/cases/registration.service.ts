import { Inject, Injectable } from '@nestjs/common';
import { dayAt } from '../../domain/calendar/days.js';
import { channels } from '../../domain/codes/case-codes.js';
import { receptionProcess, startEventOf } from '../../domain/codes/process-codes.js';
import { maskPetitioner } from '../../domain/identity-masking/mask.js';
import { formatCaseNumber } from '../../domain/numbers/case-number.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { invalidRequest } from '../../platform/http/validation-pipe.js';
import { randomId, randomLegible } from '../../platform/keys/random.js';
import { ProcessStarter } from '../../workflow/ports/process-starter.js';
import type { WindowShown } from '../windows/windows.dto.js';
import { WindowsService } from '../windows/windows.service.js';
import type { RegisterCaseBody } from './cases.dto.js';
import { PersonVault, type People } from './person-vault.js';
import { RegistrationRepository, type NewCase } from './registration.repository.js';
import { registrationProblems } from './registration-rules.js';

/** The channel of who stands at a window and is called by a number. */
const walkIn = '走访';
/** Who registers. */
export const registrarRole = 'R1';

export interface RegisteredCase {
  id: string;
  number: string;
  queryCode: string;
  /** Given to a walk-in at a window. */
  queueNumber?: string;
  instanceKey: string;
  message: string;
  caseUrl: string;
}

/** Registers petitions: number, case and process begin together or not at all. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly database: Database,
    private readonly registrations: RegistrationRepository,
    private readonly vault: PersonVault,
    private readonly windows: WindowsService,
    private readonly starter: ProcessStarter,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Failure invalid with each mistyped field, forbidden without a receptionist's role. */
  async register(actor: Actor, body: RegisterCaseBody): Promise<RegisteredCase> {
    const problems = registrationProblems(body, this.clock.now());
    if (problems.length > 0) throw invalidRequest(problems);
    const window = await this.windowOf(body);
    const petition = { ...this.newCase(actor, body), windowName: window?.name ?? '' };
    const { number, instanceKey, queueNumber } = await this.database.write((transaction) =>
      this.write(transaction, actor, petition, window),
    );
    const { id, queryCode } = petition;
    return {
      id,
      number,
      queryCode,
      instanceKey,
      ...(queueNumber ? { queueNumber } : {}),
      message: `已登记，编号 ${number}${queueNumber ? `，排队号 ${queueNumber}` : ''}。请将编号和查询码 ${queryCode} 告知信访人。`,
      caseUrl: `/cases/${id}`,
    };
  }

  private async write(
    transaction: SqlTransaction,
    actor: Actor,
    petition: NewCase,
    window: WindowShown | undefined,
  ): Promise<{ number: string; instanceKey: string; queueNumber?: string }> {
    const day = dayAt(petition.registeredAt);
    const channelDigit = channels.find((channel) => channel.code === petition.channel)!.digit;
    const { regionCode } = this.config;
    const sequence = await this.registrations.nextSequence(transaction, regionCode, `${day}/${channelDigit}`);
    const number = formatCaseNumber({ region: regionCode, day, channelDigit, sequence });
    const queueNumber =
      window && petition.channel === walkIn
        ? await this.windows.queueNumber(transaction, window, dayAt(petition.registeredAt))
        : undefined;
    await this.registrations.insert(transaction, petition, { number, queueNumber });
    const { instanceKey } = await this.starter.start(transaction, {
      processId: receptionProcess,
      startElementId: startEventOf(petition.channel),
      caseId: petition.id,
      unitId: petition.unitId,
      actor,
      variables: {
        caseNumber: number,
        demands: petition.demands.map((text, index) => ({ no: index + 1, text })),
        category: petition.category,
        title: petition.title,
        place: petition.place,
        headcount: petition.headcount,
        urgency: petition.urgency,
        registeredAt: petition.registeredAt,
        receivingUnit: petition.unitId,
      },
    });
    return { number, instanceKey, ...(queueNumber ? { queueNumber } : {}) };
  }

  /** The open window of that code. @throws Failure invalid for another one: it was mistyped, or has closed. */
  private async windowOf({ window }: RegisterCaseBody): Promise<WindowShown | undefined> {
    const code = window?.trim();
    if (!code) return undefined;
    const open = await this.windows.open(code);
    if (open) return open;
    throw invalidRequest([{ path: 'window', rule: 'window', message: '「接访窗口」应为现在开放的窗口，请重新选择' }]);
  }

  /** The row to be, everything that takes no number; encrypted before the transaction begins. */
  private newCase(actor: Actor, body: RegisterCaseBody): NewCase {
    const id = randomId();
    const people = peopleOf(body);
    const registeredAt = this.clock.instant();
    return {
      id,
      queryCode: randomLegible(8),
      title: body.title.trim(),
      summary: body.summary.trim(),
      channel: body.channel,
      category: body.category,
      place: body.place?.trim() ?? '',
      urgency: body.urgency,
      headcount: body.headcount,
      windowName: '',
      prior: body.prior?.trim() ?? '',
      needs: body.needs?.trim() ?? '',
      flags: {
        contactConsent: body.contactConsent ?? false,
        isPublic: body.isPublic ?? false,
        secrecyAsked: body.secrecyAsked ?? false,
      },
      unitId: registeringUnit(actor),
      registrarId: actor.userId,
      receivedAt: body.receivedAt ? new Date(body.receivedAt).toISOString() : registeredAt,
      registeredAt,
      petitionerMasked: maskPetitioner(people.petitioner.name, body.headcount),
      person: this.vault.seal(id, people),
      demands: body.demands.map((demand) => demand.text.trim()),
    };
  }
}

/** The unit in which the receptionist receives; of several, the one the person belongs to. */
function registeringUnit(actor: Actor): string {
  const held = actor.roles.filter((role) => role.code === registrarRole);
  const role = held.find((one) => one.unitId === actor.unitId) ?? held[0];
  if (!role) throw new Failure('forbidden', 'role-missing', '您没有办理此事的权限。');
  return role.unitId;
}

function peopleOf(body: RegisterCaseBody): People {
  const { petitioner } = body;
  const trimmed = {
    name: petitioner.name,
    sex: petitioner.sex,
    idType: petitioner.idNumber?.trim() ? petitioner.idType : undefined,
    idNumber: petitioner.idNumber?.toUpperCase(),
    phone: petitioner.phone,
    address: petitioner.address,
    agent: petitioner.agent,
  };
  const texts = Object.entries(trimmed).flatMap(([field, text]) => (text?.trim() ? [[field, text.trim()]] : []));
  return {
    petitioner: {
      ...(Object.fromEntries(texts) as Omit<People['petitioner'], 'birthYear'>),
      ...(petitioner.birthYear === undefined ? {} : { birthYear: petitioner.birthYear }),
    },
    companions: (body.companions ?? []).map(({ name }) => ({ name: name.trim() })),
  };
}
