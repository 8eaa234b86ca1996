import { Alert } from 'antd';
import { useMemo } from 'react';

import type { FormSchema } from '../../api/types.js';
import { ProcessForm } from '../../components/process-form/index.js';

/** A form as the officer sees it, with nothing known. */
export function FormPreview({ content }: { content: string }) {
  const schema = useMemo(() => {
    try {
      return JSON.parse(content) as FormSchema;
    } catch {
      return null;
    }
  }, [content]);
  if (!schema) return <Alert type="error" showIcon title="这份表单不是有效的 JSON，不能显示。" />;
  return <ProcessForm key={content} schema={schema} values={{}} readOnly={false} />;
}
