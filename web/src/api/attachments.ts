/** Material of a case. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { request } from './client.js';
import { keys } from './keys.js';

export interface Attachment {
  id: string;
  kind: string;
  name: string;
  mediaType: string;
  typeName: string;
  bytes: number;
  sha256: string;
  addedBy: { username: string; displayName: string };
  addedAt: string;
  voided?: { by: { displayName: string }; at: string; reason: string };
}

/** Kinds of material, as the server names them. */
export const attachmentKinds = [
  '信访材料',
  '身份与授权材料',
  '证据材料',
  '调查办理材料',
  '送达材料',
  '其他材料',
] as const;

/** What a file chooser offers; the server decides by content. */
export const acceptedFiles = '.pdf,.jpg,.jpeg,.png,.docx,.xlsx,.mp3,.m4a,.wav,.mp4,.txt';
export const largestFile = 10 * 1_048_576;

const path = (caseId: string) => `/api/cases/${encodeURIComponent(caseId)}/attachments`;

export const useAttachments = (caseId: string) =>
  useQuery({
    queryKey: keys.caseAttachments(caseId),
    queryFn: () => request<Attachment[]>('GET', path(caseId)),
  });

export function useAddAttachment(caseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, kind }: { file: File; kind: string }) => {
      const form = new FormData();
      form.set('kind', kind);
      form.set('file', file, file.name);
      return request<Attachment>('POST', path(caseId), { form });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.caseAttachments(caseId) }),
  });
}

export function useVoidAttachment(caseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      request<Attachment>('POST', `/api/attachments/${encodeURIComponent(id)}/void`, { body: { reason } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.caseAttachments(caseId) }),
  });
}
