import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Form, Input, Modal, Select, Space, Upload } from 'antd';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useParams } from 'react-router';

import { problemText } from '../../api/problem.js';
import { DiagramPlaceholder } from '../../components/diagram/diagram-view.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { usePermissions } from '../../session/session.js';
import {
  checkResource,
  usePublishResource,
  useResourceContent,
  useResources,
  type Resource,
  type ResourceProblem,
} from './api.js';
import type { DmnEditorHandle } from './dmn-editor.js';
import { FormPreview } from './form-preview.js';
import './resources.css';
import { useLocalDraft } from './use-local-draft.js';

const DmnEditor = lazy(() => import('./dmn-editor.js'));

/** One form or decision file: edited or replaced, checked, published as the next version. */
export default function ResourceScreen() {
  const { name = '' } = useParams();
  const resources = useResources();
  const resource = resources.data?.find((each) => each.name === name);
  if (resources.isPending) return <PageLoading />;
  if (resources.isError) return <LoadError error={resources.error} onRetry={() => void resources.refetch()} />;
  if (!resource) return <Alert type="info" showIcon title="没有这份表单或决策表，可能已改名。" />;
  return <VersionChoice key={name} resource={resource} />;
}

function VersionChoice({ resource }: { resource: Resource }) {
  const newest = resource.versions[0]!.version;
  const [chosen, setChosen] = useState<number>();
  const version = chosen ?? newest;
  const content = useResourceContent(resource.name, version);
  const choice = (
    <Select
      aria-label="版本"
      style={{ width: 260 }}
      value={version}
      onChange={setChosen}
      options={resource.versions.map(({ version: each, note }) => ({ value: each, label: `第 ${each} 版　${note}` }))}
    />
  );
  if (content.isPending) return <PageLoading />;
  if (content.isError) return <LoadError error={content.error} onRetry={() => void content.refetch()} />;
  return (
    <Workbench
      key={`${version}/${newest}`}
      resource={resource}
      content={content.data}
      isNewest={version === newest}
      choice={choice}
    />
  );
}

interface WorkbenchProps {
  resource: Resource;
  content: string;
  isNewest: boolean;
  choice: React.ReactNode;
}

function Workbench({ resource, content, isNewest, choice }: WorkbenchProps) {
  const { name, kind, title } = resource;
  const baseVersion = resource.versions[0]!.version;
  const { message } = App.useApp();
  const { owner } = usePermissions();
  const editor = useRef<DmnEditorHandle>(null);
  const [text, setText] = useState(content);
  const [edited, setEdited] = useState(false);
  const [problems, setProblems] = useState<ResourceProblem[] | null>(null);
  const [publishing, setPublishing] = useState(false);
  const draft = useLocalDraft(name);
  const canEdit = owner && isNewest;

  const present = useCallback(async () => (await editor.current?.save()) ?? text, [text]);
  const changed = useCallback(() => {
    setEdited(true);
    setProblems(null);
    void present().then((now) => draft.keep({ baseVersion, content: now }));
  }, [present, draft, baseVersion]);
  const replace = (now: string) => {
    setText(now);
    setEdited(now !== content);
    setProblems(null);
    draft.keep({ baseVersion, content: now });
  };
  const check = async (): Promise<boolean> => {
    try {
      const found = await checkResource(name, await present());
      setProblems(found);
      return found.length === 0;
    } catch (error) {
      void message.error(problemText(error));
      return false;
    }
  };
  const download = async () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([await present()]));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      <PageHead
        title={title}
        sub={`${name} · ${resource.usedBy.length > 0 ? `用于 ${[...new Set(resource.usedBy.map((use) => use.processName))].join('、')}` : '现行流程没有用到'}`}
        extra={
          <Space wrap>
            {choice}
            <Button icon={<DownloadOutlined aria-hidden />} onClick={() => void download()}>
              导出
            </Button>
            {canEdit ? (
              <>
                <Upload
                  accept={`.${kind}`}
                  showUploadList={false}
                  beforeUpload={(file) => {
                    void file.text().then(replace);
                    return false;
                  }}
                >
                  <Button icon={<UploadOutlined aria-hidden />}>导入修改稿</Button>
                </Upload>
                <Button onClick={() => void check()}>检查</Button>
                <Button
                  type="primary"
                  disabled={!edited}
                  onClick={() => void check().then((good) => good && setPublishing(true))}
                >
                  发布第 {baseVersion + 1} 版
                </Button>
              </>
            ) : null}
          </Space>
        }
      />
      {draft.found && canEdit && !edited && draft.found.content !== content ? (
        <Alert
          type="info"
          showIcon
          title={
            draft.found.baseVersion === baseVersion
              ? '这台电脑上有一份没有发布的修改。'
              : `这台电脑上有一份依据第 ${draft.found.baseVersion} 版的修改，其后别人已发布新版，请核对后再用。`
          }
          action={
            <Space>
              <Button size="small" onClick={() => replace(draft.found!.content)}>
                接着改
              </Button>
              <Button size="small" onClick={draft.forget}>
                放弃
              </Button>
            </Space>
          }
        />
      ) : null}
      <Problems problems={problems} />
      <section className="panel">
        {kind === 'dmn' ? (
          <Suspense fallback={<DiagramPlaceholder height={480} />}>
            <DmnEditor key={text} ref={editor} xml={text} onChange={changed} />
          </Suspense>
        ) : (
          <FormPreview content={text} />
        )}
      </section>
      <PublishResource
        open={publishing}
        resource={resource}
        content={present}
        onClose={() => setPublishing(false)}
        onDone={(sentence) => {
          draft.forget();
          setPublishing(false);
          setEdited(false);
          void message.success(sentence);
        }}
      />
    </>
  );
}

function Problems({ problems }: { problems: ResourceProblem[] | null }) {
  if (!problems) return null;
  if (problems.length === 0) return <Alert type="success" showIcon title="检查通过，可以发布。" />;
  return (
    <Alert
      type="error"
      showIcon
      title={`有 ${problems.length} 个问题，改好后才能发布`}
      description={
        <ul>
          {problems.map(({ message, path, elementId }) => (
            <li key={`${path ?? elementId ?? ''}/${message}`}>{message}</li>
          ))}
        </ul>
      }
    />
  );
}

interface PublishResourceProps {
  open: boolean;
  resource: Resource;
  content(): Promise<string>;
  onClose(): void;
  onDone(sentence: string): void;
}

function PublishResource({ open, resource, content, onClose, onDone }: PublishResourceProps) {
  const [form] = Form.useForm<{ note: string }>();
  const publish = usePublishResource();
  const baseVersion = resource.versions[0]!.version;
  const send = async ({ note }: { note: string }) => {
    const answer = await publish
      .mutateAsync({ name: resource.name, content: await content(), note, baseVersion })
      .catch(() => null);
    if (answer) onDone(answer.message);
  };
  return (
    <Modal
      title={`发布第 ${baseVersion + 1} 版`}
      open={open}
      okText={`发布第 ${baseVersion + 1} 版`}
      cancelText="取消"
      confirmLoading={publish.isPending}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      {publish.isError ? <Alert type="error" showIcon title={problemText(publish.error)} /> : null}
      <Form form={form} layout="vertical" preserve={false} onFinish={(values) => void send(values)}>
        <Form.Item
          name="note"
          label="发布说明"
          rules={[{ required: true, whitespace: true, message: '请写明改了什么、为什么改，供以后查阅。' }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
