import { Alert, Form, Input, Modal, Skeleton } from 'antd';

import { changeInWords } from '../../modeler/comparison/compare-definitions.js';
import type { StudioModeler } from '../../modeler/createModeler.js';
import type { ProcessFile } from '../processes/api.js';
import { runningSentences } from './running-sentences.js';
import { useComparison } from './use-comparison.js';
import type { Base } from './use-studio-source.js';

interface PublishDialogProps {
  modeler: StudioModeler;
  file: ProcessFile | undefined;
  base: Base | null;
  /** The drawing that will be published. */
  xml: string;
  nextVersion: number;
  warnings: number;
  /** Set when somebody else published since this drawing was begun: the server's sentence about it. */
  overtaken: string | null;
  publishing: boolean;
  onPublish: (note: string) => void;
  onClose: () => void;
}

/** Says what publishing changes and for whom, and asks for the note that the history will show. */
export function PublishDialog(props: PublishDialogProps) {
  const { modeler, file, base, xml, nextVersion, overtaken } = props;
  const [form] = Form.useForm<{ note: string }>();
  return (
    <Modal
      open
      width={680}
      title={`发布第 ${nextVersion} 版`}
      okText={`发布第 ${nextVersion} 版`}
      confirmLoading={props.publishing}
      onOk={form.submit}
      onCancel={props.onClose}
      destroyOnHidden
    >
      {overtaken && (
        <Alert
          type="warning"
          showIcon
          title="这期间别人发布了新版"
          description={`${overtaken}下面改为与最新的第 ${base?.version ?? nextVersion - 1} 版比较，其中“删除”和“修改”可能会取消别人刚作的改动，请逐条核对后再发布。`}
        />
      )}
      <h2 className="studio-publish-head">{base ? `与第 ${base.version} 版相比` : '改动'}</h2>
      {base ? <Changes modeler={modeler} base={base} xml={xml} /> : <p>首次发布，此前没有版本可比。</p>}
      <h2 className="studio-publish-head">对事项的影响</h2>
      <ul className="studio-publish-list">
        {runningSentences(file?.versions ?? [], nextVersion).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {props.warnings > 0 && <Alert type="info" showIcon title={`图中还有 ${props.warnings} 个提醒，不妨碍发布。`} />}
      <Form
        className="studio-publish-form"
        form={form}
        layout="vertical"
        preserve={false}
        onFinish={({ note }) => props.onPublish(note.trim())}
      >
        <Form.Item
          name="note"
          label="发布说明"
          rules={[{ required: true, whitespace: true, message: '请写明改了什么、为什么改，供以后查阅。' }]}
        >
          <Input.TextArea
            rows={3}
            maxLength={500}
            showCount
            placeholder="如：按 6 月 10 日局务会意见，送达前增加核对环节。"
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Changes({ modeler, base, xml }: { modeler: StudioModeler; base: Base; xml: string }) {
  const comparison = useComparison(modeler, base, xml);
  if (comparison.isPending) return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  if (comparison.isError) return <p>两版没有比较出来，不妨碍发布。</p>;
  const { changes, moved } = comparison.data;
  if (changes.length === 0 && moved === 0) return <p>与现行版本没有差别。</p>;
  return (
    <ul className="studio-publish-list studio-publish-changes" aria-label="改动清单" tabIndex={0}>
      {changes.map((change) => (
        <li key={change.elementId}>{changeInWords(change)}</li>
      ))}
      {moved > 0 && <li>有 {moved} 个图形调整了位置或走线，不影响办理。</li>}
    </ul>
  );
}
