import { Module } from '@nestjs/common';
import { CaseFactsJob } from './case-facts-job.js';
import { CaseLeadJob } from './case-lead-job.js';

/** What 复查复核, 联席会议 and 督办 need of the case beyond the job `case`. */
@Module({ providers: [CaseFactsJob, CaseLeadJob] })
export class JointWorkModule {}
