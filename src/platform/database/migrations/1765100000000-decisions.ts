import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Decisions of .dmn files, versioned like forms. A graph (`definitions` of the file) and each of its decisions count their
 * own versions. `deployment_decision` remembers which version stood beside a deployment, for the binding `deployment`: an
 * unchanged file keeps its version and so its own, older deployment.
 */
const statements = [
  `CREATE TABLE decision_requirements (requirements_key TEXT PRIMARY KEY, requirements_id TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL,
     resource_key TEXT NOT NULL REFERENCES resource(resource_key), deployment_key TEXT NOT NULL, UNIQUE (requirements_id, version))`,
  `CREATE INDEX decision_requirements_resource ON decision_requirements(resource_key)`,
  `CREATE TABLE decision_definition (decision_key TEXT PRIMARY KEY, decision_id TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, version_tag TEXT,
     requirements_key TEXT NOT NULL REFERENCES decision_requirements(requirements_key), UNIQUE (decision_id, version))`,
  `CREATE INDEX decision_definition_requirements ON decision_definition(requirements_key)`,
  `CREATE TABLE deployment_decision (deployment_key TEXT NOT NULL REFERENCES deployment(deployment_key), decision_id TEXT NOT NULL,
     decision_key TEXT NOT NULL REFERENCES decision_definition(decision_key), PRIMARY KEY (deployment_key, decision_id))`,
];

export class Decisions1765100000000 implements MigrationInterface {
  name = 'Decisions1765100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['deployment_decision', 'decision_definition', 'decision_requirements'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
