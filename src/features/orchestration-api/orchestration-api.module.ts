import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.js';
import { AdHocActivitiesController } from './ad-hoc-activities.controller.js';
import { AdHocActivitiesService } from './ad-hoc-activities.service.js';
import { ConditionalsController } from './conditionals.controller.js';
import { DecisionDefinitionsController } from './decision-definitions.controller.js';
import { DecisionDefinitionQueries } from './decision-definitions.queries.js';
import { DecisionEvaluationService } from './decision-evaluation.service.js';
import { DeploymentsController } from './deployments.controller.js';
import { ElementInstancesController } from './element-instances.controller.js';
import { ElementInstanceQueries } from './element-instances.queries.js';
import { ElementVariablesService } from './element-variables.service.js';
import { IncidentsController } from './incidents.controller.js';
import { IncidentQueries } from './incidents.queries.js';
import { InstanceChangesController } from './instance-changes.controller.js';
import { InstanceChangesService } from './instance-changes.service.js';
import { JobActivationService } from './job-activation.service.js';
import { JobReportsService } from './job-reports.service.js';
import { JobWaiting } from './job-waiting.js';
import { JobsController } from './jobs.controller.js';
import { JobQueries } from './jobs.queries.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './messages.service.js';
import { ProcessDefinitionsController } from './process-definitions.controller.js';
import { ProcessDefinitionQueries } from './process-definitions.queries.js';
import { ProcessInstancesController } from './process-instances.controller.js';
import { ProcessInstanceQueries } from './process-instances.queries.js';
import { ProcessInstancesService } from './process-instances.service.js';
import { SignalsController } from './signals.controller.js';
import { SignalsService } from './signals.service.js';
import { Search } from './search/search.js';
import { TopologyController } from './topology.controller.js';
import { UserTasksController } from './user-tasks.controller.js';
import { UserTaskQueries } from './user-tasks.queries.js';
import { VariablesController } from './variables.controller.js';
import { VariableQueries } from './variables.queries.js';

/** `/v2`: engine resources with the paths and shapes of the Camunda 8 Orchestration Cluster REST API (design §5). */
@Module({
  imports: [TasksModule],
  controllers: [
    TopologyController,
    DeploymentsController,
    ProcessDefinitionsController,
    DecisionDefinitionsController,
    ProcessInstancesController,
    InstanceChangesController,
    UserTasksController,
    ElementInstancesController,
    IncidentsController,
    JobsController,
    VariablesController,
    MessagesController,
    SignalsController,
    ConditionalsController,
    AdHocActivitiesController,
  ],
  providers: [
    Search,
    ProcessDefinitionQueries,
    DecisionDefinitionQueries,
    DecisionEvaluationService,
    ProcessInstanceQueries,
    ProcessInstancesService,
    InstanceChangesService,
    UserTaskQueries,
    ElementInstanceQueries,
    ElementVariablesService,
    IncidentQueries,
    JobQueries,
    JobWaiting,
    JobActivationService,
    JobReportsService,
    VariableQueries,
    MessagesService,
    SignalsService,
    AdHocActivitiesService,
  ],
  exports: [Search, InstanceChangesService, IncidentQueries],
})
export class OrchestrationApiModule {}
