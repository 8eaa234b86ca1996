import { Module } from '@nestjs/common';
import { WindowsController } from './windows.controller.js';
import { WindowsRepository } from './windows.repository.js';
import { WindowsService } from './windows.service.js';

@Module({ controllers: [WindowsController], providers: [WindowsService, WindowsRepository], exports: [WindowsService] })
export class WindowsModule {}
