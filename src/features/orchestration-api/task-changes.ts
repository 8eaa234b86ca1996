import type { TaskChanges } from '../tasks/tasks.service.js';
import { readInstant } from './search/values.js';
import type { UserTaskChangeset } from './user-tasks.dto.js';

/** Leaves out what is absent or null: that keeps its value. @throws Failure request-invalid for what is no instant. */
export function readTaskChanges(changeset: UserTaskChangeset): TaskChanges {
  const changes: TaskChanges = {};
  if (changeset.dueDate != null) changes.dueAt = readDate(changeset.dueDate, 'changeset.dueDate');
  if (changeset.followUpDate != null) changes.followUpAt = readDate(changeset.followUpDate, 'changeset.followUpDate');
  if (changeset.candidateGroups != null) changes.candidateGroups = changeset.candidateGroups;
  if (changeset.candidateUsers != null) changes.candidateUsers = changeset.candidateUsers;
  if (changeset.priority != null) changes.priority = changeset.priority;
  return changes;
}

/** Empty text clears the date. */
const readDate = (text: string, path: string): string | null =>
  text === '' ? null : (readInstant(text, path) as string);
