import { useState } from 'react';
import { useCodes } from '../../api/session.js';
import type { RegisteredCase } from '../../api/types.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { Registered } from './registered.js';
import { RegistrationForm } from './registration-form.js';
import './register.css';

/** 登记: from the person at the window to a number and a receipt. */
export default function RegisterScreen() {
  const codes = useCodes();
  const [registered, setRegistered] = useState<RegisteredCase | null>(null);
  return (
    <>
      <PageHead title="登记" sub={registered ? undefined : '有访必登：当场编号，当场出具凭证'} />
      {codes.isPending ? <PageLoading rows={12} /> : null}
      {codes.isError ? <LoadError error={codes.error} onRetry={() => void codes.refetch()} /> : null}
      {registered ? <Registered registered={registered} onAgain={() => setRegistered(null)} /> : null}
      {codes.data && !registered ? <RegistrationForm codes={codes.data} onRegistered={setRegistered} /> : null}
    </>
  );
}
