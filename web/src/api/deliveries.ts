import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { request } from './client.js';
import { keys } from './keys.js';

export const deliveryWays = ['直接', '邮寄', '留置', '电子'] as const;

/** What an officer enters about the delivery of a notice; days are `YYYY-MM-DD`. */
export interface DeliveryEntry {
  way: string;
  deliveredOn: string;
  receiver: string;
  relation?: string;
  address?: string;
  witness?: string;
  refusedReason?: string;
  note?: string;
}

export interface Delivery extends DeliveryEntry {
  id: string;
  noticeId: string;
  recordedAt: string;
  recordedBy: { displayName: string };
}

export interface Deliveries {
  /** Forms and letters between organs are not delivered to a petitioner. */
  deliverable: boolean;
  deliveries: Delivery[];
}

const path = (noticeId: string) => `/api/notices/${encodeURIComponent(noticeId)}/deliveries`;

export function useDeliveries(noticeId: string): UseQueryResult<Deliveries> {
  return useQuery({
    queryKey: keys.noticeDeliveries(noticeId),
    queryFn: ({ signal }) => request<Deliveries>('GET', path(noticeId), { signal }),
  });
}

export function useRecordDelivery(noticeId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: { body: DeliveryEntry; idempotencyKey: string }) =>
      request<Delivery>('POST', path(noticeId), { body, idempotencyKey }),
    onSuccess: () => Promise.all(['notice', 'case'].map((topic) => client.invalidateQueries({ queryKey: [topic] }))),
  });
}

/** The printable 送达回证. */
export const receiptAddress = ({ noticeId, id }: Delivery): string => `${path(noticeId)}/${encodeURIComponent(id)}/pdf`;
