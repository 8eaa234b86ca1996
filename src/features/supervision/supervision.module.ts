import { Module } from '@nestjs/common';
import { LateRepository } from './late.repository.js';
import { SupervisionController } from './supervision.controller.js';
import { SupervisionService } from './supervision.service.js';

@Module({ controllers: [SupervisionController], providers: [SupervisionService, LateRepository] })
export class SupervisionModule {}
