import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Upper bounds in seconds, from a quick read to what a person would call hanging. */
const latencies = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** A timer is late by a scheduler's interval at most, unless the server was busy or down. */
const latenesses = [0.5, 1, 2, 5, 15, 60, 300, 3_600, 86_400];

/**
 * What is counted while the server works, one registry a server. Labels have few values, all of them from our own code: no
 * keys, names or addresses, which would neither be bounded nor be fit to leave the server.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly commands = new Counter({
    name: 'minqing_commands_total',
    help: 'Commands on process instances by kind; result ok, refused (does not fit the state), failed (a fault of ours)',
    labelNames: ['command', 'result'] as const,
    registers: [this.registry],
  });
  readonly commandSeconds = new Histogram({
    name: 'minqing_command_seconds',
    help: 'Time of one command inside its transaction, without waiting and COMMIT',
    labelNames: ['command'] as const,
    buckets: latencies,
    registers: [this.registry],
  });
  readonly timerLatenessSeconds = new Histogram({
    name: 'minqing_timer_lateness_seconds',
    help: 'Seconds from when a timer was due to when it fired',
    buckets: latenesses,
    registers: [this.registry],
  });
  readonly jobTimeOuts = new Counter({
    name: 'minqing_job_time_outs_total',
    help: 'Jobs given out again because their holder had not settled them in time',
    registers: [this.registry],
  });
  readonly writeSeconds = new Histogram({
    name: 'minqing_write_seconds',
    help: 'Time of one write transaction shared by several callers, COMMIT included',
    buckets: latencies,
    registers: [this.registry],
  });
  readonly writeGroupSize = new Histogram({
    name: 'minqing_write_group_size',
    help: 'Callers that shared one COMMIT',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128],
    registers: [this.registry],
  });
  readonly httpRequests = new Counter({
    name: 'minqing_http_requests_total',
    help: 'Answered requests by route template',
    labelNames: ['method', 'route', 'status'] as const,
    registers: [this.registry],
  });
  readonly httpSeconds = new Histogram({
    name: 'minqing_http_request_seconds',
    help: 'Time from the head of a request to the end of its answer; streams are left out',
    labelNames: ['method', 'route'] as const,
    buckets: latencies,
    registers: [this.registry],
  });

  constructor() {
    // Event-loop lag, memory, processor time, garbage collection, open handles.
    collectDefaultMetrics({ register: this.registry });
  }

  /** A figure that is read when somebody asks for the metrics. */
  gauge<Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []): Gauge<Label> {
    return new Gauge<Label>({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }
}
