import { Module } from '@nestjs/common';
import { FieldVisitJob } from './field-visit-job.js';

/** Field work (望闻问切) and the monthly report: what their processes ask of the server. */
@Module({ providers: [FieldVisitJob] })
export class FieldVisitsModule {}
