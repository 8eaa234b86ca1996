import { Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Clock, SystemClock } from '../clock/clock.js';
import { DatabaseClock, PostgresDatabaseClock, ProcessDatabaseClock } from '../clock/database-clock.js';
import { CONFIG } from '../config/config.module.js';
import type { Config } from '../config/config.js';
import { assertDurable, rawHandle, readerOptions, writerOptions } from './data-sources.js';
import { Database } from './database.js';
import { PostgresDatabase } from './postgres/postgres-database.js';
import { migratePostgres, postgresOptions, reachPostgres } from './postgres/schema.js';
import { RequestDatabase } from './request-database.js';
import { SqliteDatabase } from './sqlite-database.js';

/** What keeps the rows; everybody else sees it through `RequestDatabase`. */
const STORE = Symbol('SQLite or PostgreSQL');

/** Lets writes that were accepted finish before the connections close. */
@Injectable()
class WritesBeforeShutdown implements OnApplicationShutdown {
  constructor(@Inject(STORE) private readonly database: SqliteDatabase | PostgresDatabase) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.database instanceof PostgresDatabase) await this.database.close();
    else await this.database.idle();
  }
}

/** Resolves once the schema is current; the reader may only open a file that exists. */
const SCHEMA = Symbol('current schema');

const once = { retryAttempts: 1, retryDelay: 0 };

async function opened(options: DataSourceOptions): Promise<DataSource> {
  return options.type === 'postgres'
    ? reachPostgres(() => new DataSource(options).initialize())
    : new DataSource(options).initialize();
}

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [CONFIG],
      useFactory: ({ postgres, databaseFile }: Config) => ({
        ...(postgres ? postgresOptions(postgres) : writerOptions(databaseFile)),
        ...once,
      }),
      dataSourceFactory: (options) => opened(options!),
    }),
  ],
  providers: [
    {
      provide: SCHEMA,
      inject: [CONFIG, getDataSourceToken()],
      useFactory: async ({ postgres }: Config, source: DataSource) => {
        if (postgres) return migratePostgres(source, postgres);
        const done = await source.runMigrations();
        assertDurable(rawHandle(source));
        return done.map(({ name }) => name);
      },
    },
  ],
  exports: [SCHEMA],
})
class WriterModule {}

@Global()
@Module({
  imports: [
    WriterModule,
    TypeOrmModule.forRootAsync({
      name: 'reader',
      inject: [CONFIG, SCHEMA],
      useFactory: ({ postgres, databaseFile }: Config) => ({
        ...(postgres ? postgresOptions(postgres) : readerOptions(databaseFile)),
        autoLoadEntities: true,
        ...once,
      }),
      dataSourceFactory: (options) => opened(options!),
    }),
  ],
  providers: [
    {
      provide: STORE,
      inject: [CONFIG, getDataSourceToken(), getDataSourceToken('reader')],
      useFactory: ({ postgres }: Config, writer: DataSource, reader: DataSource) =>
        postgres ? new PostgresDatabase(postgres) : new SqliteDatabase(rawHandle(writer), rawHandle(reader)),
    },
    {
      provide: RequestDatabase,
      inject: [STORE],
      useFactory: (database: SqliteDatabase | PostgresDatabase) => new RequestDatabase(database),
    },
    { provide: Database, useExisting: RequestDatabase },
    {
      provide: DatabaseClock,
      inject: [Clock, STORE],
      // A test's own time is the database's time as well.
      useFactory: (clock: Clock, database: SqliteDatabase | PostgresDatabase) =>
        clock instanceof SystemClock && database instanceof PostgresDatabase
          ? new PostgresDatabaseClock(database)
          : new ProcessDatabaseClock(clock),
    },
    WritesBeforeShutdown,
  ],
  exports: [Database, RequestDatabase, DatabaseClock],
})
export class DatabaseModule {}
