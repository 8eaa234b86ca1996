import { Alert, App, Button, Form } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useRegisterCase } from '../../api/cases.js';
import { isOutcomeUnknown, newIdempotencyKey } from '../../api/idempotency.js';
import { Problem, problemText, type ProblemItem } from '../../api/problem.js';
import type { Codes, RegisteredCase } from '../../api/types.js';
import { useSession } from '../../session/session.js';
import { DemandsSection } from './demands-section.js';
import { DuplicatesPanel } from './duplicates-panel.js';
import { MatterSection } from './matter-section.js';
import { PersonSection } from './person-section.js';
import {
  fieldName,
  forgetUnfinished,
  storeUnfinished,
  takeUnfinished,
  toRequest,
  type RegistrationValues,
} from './registration.js';

/** A walk-in of one person is the usual case. */
function usualValues(codes: Codes): RegistrationValues {
  const named = (list: Codes['channels'], name: string) => list.find((code) => code.name.includes(name)) ?? list[0];
  return {
    channel: named(codes.channels, '走访')?.code,
    urgency: named(codes.urgencies, '一般')?.code,
    petitioner: { idType: named(codes.idTypes, '身份证')?.code },
    headcount: 1,
    companions: [],
    demands: [{ text: '' }],
    contactConsent: true,
    isPublic: true,
    secrecyAsked: false,
  };
}

interface RegistrationFormProps {
  codes: Codes;
  onRegistered: (registered: RegisteredCase) => void;
}

/** The registration of a petition on one screen. */
export function RegistrationForm({ codes, onRegistered }: RegistrationFormProps) {
  const { username } = useSession().user;
  const { message, modal } = App.useApp();
  const [form] = Form.useForm<RegistrationValues>();
  const [unfinished, setUnfinished] = useState(() => takeUnfinished(username));
  const [values, setValues] = useState<RegistrationValues>(unfinished ?? {});
  const [homeless, setHomeless] = useState<ProblemItem[]>([]);
  const register = useRegisterCase();
  const idempotencyKey = useRef(newIdempotencyKey());

  /** Faults named by the server go to their fields; those without a field are listed on top. */
  const showProblems = (problems: ProblemItem[]) => {
    const fields = problems.map((problem) => ({ problem, name: fieldName(problem.path ?? '') }));
    const known = fields.filter(({ name }) => name.length > 0 && form.getFieldInstance(name as never) !== undefined);
    form.setFields(known.map(({ problem, name }) => ({ name: name as never, errors: [problem.message] })));
    setHomeless(fields.filter((field) => !known.includes(field)).map(({ problem }) => problem));
    if (known[0]) form.scrollToField(known[0].name as never, { block: 'center', focus: true });
  };

  const submit = (finished: RegistrationValues) => {
    setHomeless([]);
    register.mutate(
      { body: toRequest(finished), idempotencyKey: idempotencyKey.current },
      {
        onSuccess: (registered) => {
          forgetUnfinished(username);
          onRegistered(registered);
        },
        onError: (error) => {
          if (!(error instanceof Problem)) return;
          // Without an answer it is unknown whether the case was registered: the next try must carry the same key.
          if (!isOutcomeUnknown(error)) idempotencyKey.current = newIdempotencyKey();
          showProblems(error.problems);
        },
      },
    );
  };

  const startOver = () => {
    forgetUnfinished(username);
    setUnfinished(null);
    form.setFieldsValue(usualValues(codes));
    form.resetFields();
    setValues({});
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [form]);

  return (
    <Form<RegistrationValues>
      form={form}
      layout="vertical"
      className="registration"
      scrollToFirstError={{ block: 'center', focus: true }}
      initialValues={{ ...usualValues(codes), ...unfinished }}
      onValuesChange={(_, all: RegistrationValues) => {
        setValues(all);
        storeUnfinished(username, all);
      }}
      onFinish={submit}
      onFinishFailed={() => void message.warning('还有内容没有填写，已标出。')}
    >
      <div className="registration-form">
        {unfinished ? (
          <Alert
            type="info"
            showIcon
            className="gap-below"
            title="已恢复上次没有登记完的内容。"
            action={
              <Button size="small" onClick={startOver}>
                清空重填
              </Button>
            }
          />
        ) : null}
        {register.isError ? (
          <Alert
            type="error"
            showIcon
            className="gap-below"
            title={problemText(register.error)}
            description={
              homeless.length > 0 ? (
                <ul>
                  {homeless.map((item) => (
                    <li key={`${item.path ?? ''}${item.message}`}>{item.message}</li>
                  ))}
                </ul>
              ) : null
            }
          />
        ) : null}
        <PersonSection form={form} idTypes={codes.idTypes} />
        <MatterSection codes={codes} />
        <DemandsSection />
      </div>
      <DuplicatesPanel values={values} />
      <div className="registration-bar">
        <span className="muted">登记即编号，登记后不能删除。填写中的内容自动保留。</span>
        <Button
          onClick={() =>
            modal.confirm({
              title: '清空已填写的内容？',
              content: '清空后不能恢复。',
              okText: '清空',
              onOk: startOver,
            })
          }
        >
          清空
        </Button>
        <Button type="primary" htmlType="submit" loading={register.isPending}>
          登记并打印凭证
        </Button>
      </div>
    </Form>
  );
}
