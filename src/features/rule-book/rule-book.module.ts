import { Module } from '@nestjs/common';
import { RuleBookController } from './rule-book.controller.js';
import { RuleBookRepository } from './rule-book.repository.js';
import { RuleBookService } from './rule-book.service.js';

/** 制度对照: which element carries out which article, and which cases passed there. */
@Module({
  controllers: [RuleBookController],
  providers: [RuleBookService, RuleBookRepository],
})
export class RuleBookModule {}
