import type { SqlReader } from '../../platform/database/database.js';

/** An ended instance as it was when it was chosen; whoever removes its rows checks that it still is. */
export interface Candidate {
  instanceKey: string;
  lastSeq: number;
  lastHash: string;
  lockVersion: number;
  wrappedKey: string;
}

/**
 * Ended instances whose matter is over: the case is closed and all its instances have ended, or, without a case, the
 * outermost caller and everything it called. Their last events must lie under a signature. Oldest first.
 * @param before instant: everything must have ended earlier
 */
export function archiveCandidates(reader: SqlReader, before: string, limit: number): Promise<Candidate[]> {
  return reader.all<Candidate>(
    `SELECT i.instance_key AS "instanceKey", i.last_seq AS "lastSeq", i.last_hash AS "lastHash", i.lock_version AS "lockVersion",
       COALESCE(c.wrapped_key, i.wrapped_key) AS "wrappedKey"
     FROM process_instance i LEFT JOIN petition_case c ON c.id = i.case_id
     WHERE i.ended_at < ? AND i.archive_name IS NULL AND (i.case_id IS NULL OR c.closed_at < ?)
       AND NOT EXISTS (SELECT 1 FROM process_instance o WHERE o.case_id = i.case_id AND (o.ended_at IS NULL OR o.ended_at >= ?))
       AND NOT EXISTS (SELECT 1 FROM process_instance o WHERE (o.root_key = COALESCE(i.root_key, i.instance_key) OR o.instance_key = i.root_key)
         AND (o.ended_at IS NULL OR o.ended_at >= ?))
       AND NOT EXISTS (SELECT 1 FROM history_event h WHERE h.instance_key = i.instance_key AND h.block IS NULL)
     ORDER BY i.ended_at, i.instance_key LIMIT ${limit}`,
    [before, before, before, before],
  );
}
