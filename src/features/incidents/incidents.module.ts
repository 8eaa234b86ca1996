import { Module } from '@nestjs/common';
import { OpenIncidentsController } from './incidents.controller.js';
import { IncidentsService } from './incidents.service.js';

/** Open incidents for the browser. */
@Module({ controllers: [OpenIncidentsController], providers: [IncidentsService] })
export class IncidentsModule {}
