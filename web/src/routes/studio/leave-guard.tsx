import { Button, Modal } from 'antd';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';

interface LeaveGuardProps {
  dirty: boolean;
  saving: boolean;
  /** Resolves to true when everything is on the server. */
  onSave: () => Promise<boolean>;
}

/** Asks before unsaved changes would be lost: on leaving the page within the application and on closing the tab. */
export function LeaveGuard({ dirty, saving, onSave }: LeaveGuardProps) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  );

  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);

  if (blocker.state !== 'blocked') return null;
  const saveAndLeave = async () => {
    if (await onSave()) blocker.proceed();
    else blocker.reset();
  };
  return (
    <Modal
      open
      title="有未保存的改动"
      onCancel={() => blocker.reset()}
      footer={[
        <Button key="stay" onClick={() => blocker.reset()}>
          留在本页
        </Button>,
        <Button key="leave" danger onClick={() => blocker.proceed()}>
          不保存，离开
        </Button>,
        <Button key="save" type="primary" loading={saving} onClick={() => void saveAndLeave()}>
          保存草稿并离开
        </Button>,
      ]}
    >
      离开后，未保存的改动会丢失。
    </Modal>
  );
}
