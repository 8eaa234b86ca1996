import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { AttachmentNotes } from './attachment-notes.js';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsRepository } from './attachments.repository.js';
import { AttachmentsService } from './attachments.service.js';

/** Material of a case. */
@Module({
  imports: [CasesModule],
  controllers: [AttachmentsController],
  providers: [AttachmentsService, AttachmentNotes, AttachmentsRepository],
})
export class AttachmentsModule {}
