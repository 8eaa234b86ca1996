import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { CONFIG } from '../config/config.module.js';
import type { Config } from '../config/config.js';
import { assertDurable, rawHandle, readerOptions, writerOptions } from './data-sources.js';
import { Database } from './database.js';
import { RequestDatabase } from './request-database.js';
import { SqliteDatabase } from './sqlite-database.js';

/** Lets writes that were accepted finish before the connections close. */
@Injectable()
class WritesBeforeShutdown implements OnApplicationShutdown {
  constructor(private readonly database: SqliteDatabase) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.idle();
  }
}

/** Resolves once the schema is current; the reader may only open a file that exists. */
const SCHEMA = Symbol('current schema');

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({
        ...writerOptions(config.databaseFile),
        migrationsRun: true,
        retryAttempts: 1,
        retryDelay: 0,
      }),
    }),
  ],
  providers: [
    {
      provide: SCHEMA,
      inject: [getDataSourceToken()],
      useFactory: (source: DataSource) => {
        assertDurable(rawHandle(source));
        return true;
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
      useFactory: (config: Config) => ({
        ...readerOptions(config.databaseFile),
        autoLoadEntities: true,
        retryAttempts: 1,
        retryDelay: 0,
      }),
    }),
  ],
  providers: [
    {
      provide: SqliteDatabase,
      inject: [getDataSourceToken(), getDataSourceToken('reader')],
      useFactory: (writer: DataSource, reader: DataSource) => new SqliteDatabase(rawHandle(writer), rawHandle(reader)),
    },
    {
      provide: RequestDatabase,
      inject: [SqliteDatabase],
      useFactory: (database: SqliteDatabase) => new RequestDatabase(database),
    },
    { provide: Database, useExisting: RequestDatabase },
    WritesBeforeShutdown,
  ],
  exports: [Database, RequestDatabase],
})
export class DatabaseModule {}
