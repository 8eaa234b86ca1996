import { Module } from '@nestjs/common';
import { ApplicationsService } from './applications.service.js';
import { AppointmentSteps } from './appointment-steps.js';
import { AppointmentsRepository } from './appointments.repository.js';
import { ReceptionFiguresService } from './figures.service.js';
import { ObligationsService } from './obligations.service.js';
import { PublicReceptionsController } from './public-receptions.controller.js';
import { ReceptionJob } from './reception-job.js';
import { ReceptionsController } from './receptions.controller.js';
import { ReceptionsRepository } from './receptions.repository.js';
import { ReceptionsService } from './receptions.service.js';
import { RosterService } from './roster.service.js';

/** Leaders' reception days: the roster, what is published of it, and the appointments of matters. */
@Module({
  controllers: [PublicReceptionsController, ReceptionsController],
  providers: [
    ReceptionsService,
    ReceptionsRepository,
    RosterService,
    ObligationsService,
    AppointmentsRepository,
    ApplicationsService,
    AppointmentSteps,
    ReceptionFiguresService,
    ReceptionJob,
  ],
})
export class ReceptionsModule {}
