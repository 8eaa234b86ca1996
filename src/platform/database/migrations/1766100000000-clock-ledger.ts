import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ledger of statutory clocks. `case_clock` is how a clock stands, one row for each round in which it runs;
 * `clock_entry` is every start, stop, rest, extension and new count that led there, and is only ever added to.
 *
 * What the petition's own clocks are is read from the view: a clock of an incident of conduct is not for everybody who sees
 * the petition (domain.md H5).
 */
const standing = `case_id TEXT NOT NULL REFERENCES petition_case(id), name TEXT NOT NULL, round INTEGER NOT NULL DEFAULT 1,
  started_on TEXT NOT NULL, last_day TEXT NOT NULL, days_allowed INTEGER NOT NULL, unit TEXT NOT NULL DEFAULT 'calendar',
  paused_days INTEGER NOT NULL DEFAULT 0, extended_days INTEGER NOT NULL DEFAULT 0, paused_on TEXT, stopped_at TEXT,
  basis TEXT NOT NULL, calendar TEXT, of_incident INTEGER NOT NULL DEFAULT 0`;

const kept = 'case_id, name, started_on, last_day, days_allowed, stopped_at, basis, calendar';

const up = [
  `CREATE TABLE case_clock_rounds (${standing}, PRIMARY KEY (case_id, name, round))`,
  `INSERT INTO case_clock_rounds (${kept}) SELECT ${kept} FROM case_clock`,
  `DROP TABLE case_clock`,
  `ALTER TABLE case_clock_rounds RENAME TO case_clock`,
  `CREATE INDEX case_clock_open ON case_clock(last_day) WHERE stopped_at IS NULL`,
  `CREATE VIEW petition_clock AS SELECT case_id, name, round, started_on, last_day, days_allowed, unit, paused_days, extended_days, paused_on,
     stopped_at, basis FROM case_clock WHERE of_incident = 0`,
  `CREATE TABLE clock_entry (case_id TEXT NOT NULL REFERENCES petition_case(id), no INTEGER NOT NULL, clock TEXT NOT NULL, round INTEGER NOT NULL,
     action TEXT NOT NULL, at TEXT NOT NULL, actor_id TEXT, basis TEXT NOT NULL, days INTEGER, last_day TEXT NOT NULL, reason TEXT,
     element_id TEXT, instance_key TEXT, PRIMARY KEY (case_id, no))`,
  // What ran before there was a ledger: nobody noted by whom.
  `INSERT INTO clock_entry (case_id, no, clock, round, action, at, basis, days, last_day)
     SELECT case_id, row_number() OVER (PARTITION BY case_id ORDER BY started_on, name), name, 1, 'start', started_on || 'T00:00:00.000Z',
       basis, days_allowed, last_day FROM case_clock`,
  `INSERT INTO clock_entry (case_id, no, clock, round, action, at, basis, last_day)
     SELECT k.case_id, (SELECT count(*) FROM case_clock s WHERE s.case_id = k.case_id) + row_number() OVER (PARTITION BY k.case_id ORDER BY k.stopped_at, k.name),
       k.name, 1, 'stop', k.stopped_at, k.basis, k.last_day FROM case_clock k WHERE k.stopped_at IS NOT NULL`,
];

/** Of a clock that ran several times the last round stays. */
const down = [
  `DROP VIEW petition_clock`,
  `DROP TABLE clock_entry`,
  `DROP INDEX case_clock_open`,
  `CREATE TABLE case_clock_once (case_id TEXT NOT NULL REFERENCES petition_case(id), name TEXT NOT NULL, started_on TEXT NOT NULL, last_day TEXT NOT NULL,
     days_allowed INTEGER NOT NULL, stopped_at TEXT, basis TEXT NOT NULL, calendar TEXT, PRIMARY KEY (case_id, name))`,
  `INSERT INTO case_clock_once (${kept}) SELECT ${kept} FROM case_clock k
     WHERE round = (SELECT max(l.round) FROM case_clock l WHERE l.case_id = k.case_id AND l.name = k.name)`,
  `DROP TABLE case_clock`,
  `ALTER TABLE case_clock_once RENAME TO case_clock`,
  `CREATE INDEX case_clock_open ON case_clock(last_day) WHERE stopped_at IS NULL`,
];

export class ClockLedger1766100000000 implements MigrationInterface {
  name = 'ClockLedger1766100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
