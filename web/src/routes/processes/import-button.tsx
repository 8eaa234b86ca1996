import { UploadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useRef } from 'react';

import { NotABpmnFile, readBpmnFile } from './bpmn-file.js';

interface ImportButtonProps {
  label: string;
  type?: 'default' | 'text';
  /** Called with the content of a file that is a BPMN 2.0 drawing; whatever else was picked is refused here, in words. */
  onXml: (xml: string, fileName: string) => Promise<void>;
}

/** Lets the user pick a .bpmn file from the own computer. */
export function ImportButton({ label, type = 'default', onXml }: ImportButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const { message } = App.useApp();
  const read = async (file: File) => {
    try {
      await onXml(await readBpmnFile(file), file.name);
    } catch (error) {
      message.error(error instanceof NotABpmnFile ? error.message : `“${file.name}”中的流程图画不出来，没有导入。`);
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".bpmn,.xml,application/xml,text/xml"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // Picking the same file again must be a change, too.
          event.target.value = '';
          if (file) void read(file);
        }}
      />
      <Button type={type} icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
