import './studio.css';

import { App, Result, Skeleton, theme } from 'antd';
import { useEffect, useMemo, useState, type CSSProperties } from 'react';

import { problemText } from '../../api/problem.js';
import { PageHead } from '../../components/page-head.js';
import { useDiagramColours } from '../../components/diagram/colours.js';
import type { PetitionConfig } from '../../modeler/petition-properties/index.js';
import { checkDeployment } from '../processes/api.js';
import { downloadText, exportName } from '../processes/bpmn-file.js';
import { ConflictDialog } from './conflict-dialog.js';
import { Drawer, type DrawerTab } from './drawer.js';
import { LeaveGuard } from './leave-guard.js';
import { OriginBanner } from './origin-banner.js';
import { PublishDialog } from './publish-dialog.js';
import { StatusLine } from './status-line.js';
import { Toolbar } from './toolbar.js';
import { useDraft } from './use-draft.js';
import { showFromTopLeft, useModeler, xmlOf } from './use-modeler.js';
import { useProblems } from './use-problems.js';
import { usePublishing } from './use-publishing.js';
import { useSelection } from './use-selection.js';
import type { StudioSource } from './use-studio-source.js';

interface StudioProps {
  source: StudioSource;
  petition: PetitionConfig;
  /** Loads everything afresh from the server. */
  onReload: () => void;
}

/** The modeler with its panels and everything that can be done with a drawing. */
export function Studio({ source, petition, onReload }: StudioProps) {
  const { message } = App.useApp();
  const { token } = theme.useToken();
  const colours = useDiagramColours();
  const { canvas, panel, modeler, failed } = useModeler(source.xml, petition);
  const { problems, errors, lintErrors, setServerProblems } = useProblems(modeler);
  const { element } = useSelection(modeler);
  const [tab, setTab] = useState<DrawerTab>('problems');
  const [drawerOpen, setDrawerOpen] = useState(false);
  const [checking, setChecking] = useState(false);

  const showProblems = () => {
    setTab('problems');
    setDrawerOpen(true);
  };
  const publishing = usePublishing({
    modeler,
    source,
    onRejected: (items) => {
      setServerProblems(items);
      showProblems();
    },
    onPublished: () => draft.published(),
  });
  const draft = useDraft({
    resourceName: source.resourceName,
    modeler,
    initial: source.draft,
    initiallyDirty: source.origin === 'import' || source.origin === 'new',
    baseVersion: publishing.base?.version ?? 0,
  });
  const { save } = draft;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      void save();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [save]);

  const name = useMemo(() => nameIn(source), [source]);
  const saveAndSay = async () => {
    if (await save()) message.success('草稿已保存。发布以前，办理不受影响。');
  };
  const check = async () => {
    if (!modeler) return;
    setChecking(true);
    try {
      const found = await checkDeployment(source.resourceName, await xmlOf(modeler));
      setServerProblems(found);
      showProblems();
      if (found.length === 0) message.success('服务器检查通过，可以发布。');
      else message.warning(`服务器检查发现 ${found.length} 个问题，见下方清单。`);
    } catch (error) {
      message.error(problemText(error));
    } finally {
      setChecking(false);
    }
  };
  const publish = () => {
    if (lintErrors.length > 0) {
      showProblems();
      message.error(`图中有 ${lintErrors.length} 个错误，请先改正再发布。`);
      return;
    }
    void publishing.begin();
  };
  const exportFile = async () => {
    if (modeler) downloadText(exportName(name), await xmlOf(modeler), 'application/xml');
  };
  const importXml = async (xml: string, fileName: string) => {
    if (!modeler) return;
    await modeler.importXML(xml);
    showFromTopLeft(modeler.get('canvas'));
    draft.markDirty();
    message.info(`已打开“${fileName}”，保存或发布后才进入系统。`);
  };
  const discard = async () => {
    try {
      await draft.discard();
      onReload();
    } catch (error) {
      message.error(problemText(error));
    }
  };

  const tokens = {
    ...colours,
    '--mq-text-subtle': token.colorTextSecondary,
    '--mq-surface-subtle': token.colorBgLayout,
    '--mq-surface-medium': token.colorBgLayout,
    '--mq-surface-overlay': token.colorBgElevated,
    '--mq-border-input': token.colorBorder,
    '--mq-primary-surface': token.colorPrimaryBg,
    '--mq-danger-surface': token.colorErrorBg,
  } as CSSProperties;

  return (
    <div className="studio" style={tokens}>
      <PageHead
        title={name}
        sub={<StatusLine draft={draft} base={publishing.base?.version ?? null} />}
        extra={
          modeler && (
            <Toolbar
              modeler={modeler}
              saving={draft.saving}
              checking={checking}
              onSave={() => void saveAndSay()}
              onCheck={() => void check()}
              onPublish={publish}
              onImport={importXml}
              onExport={() => void exportFile()}
            />
          )
        }
      />
      <OriginBanner source={source} draft={draft.draft} dirty={draft.dirty} onDiscard={() => void discard()} />
      <div className="studio-work">
        <div className="studio-middle">
          <div className="studio-canvas" ref={canvas}>
            {!modeler && !failed && <Skeleton active className="studio-cover" />}
            {failed && (
              <Result
                className="studio-cover"
                status="error"
                title="这份流程图画不出来"
                subTitle="文件不是有效的 BPMN 2.0 流程图，或者没有图形信息。请回到流程列表，重新导入。"
              />
            )}
          </div>
          {modeler && (
            <Drawer
              modeler={modeler}
              problems={problems}
              errors={errors}
              element={element}
              tab={tab}
              open={drawerOpen}
              onTab={setTab}
              onToggle={setDrawerOpen}
            />
          )}
        </div>
        <aside className="studio-panel" aria-label="属性" ref={panel} />
      </div>
      {modeler && publishing.xml !== null && (
        <PublishDialog
          modeler={modeler}
          file={publishing.file}
          base={publishing.base}
          xml={publishing.xml}
          nextVersion={publishing.nextVersion}
          warnings={problems.length - errors}
          overtaken={publishing.overtaken}
          publishing={publishing.publishing}
          onPublish={(note) => void publishing.publish(note)}
          onClose={publishing.close}
        />
      )}
      <ConflictDialog
        conflict={draft.conflict}
        saving={draft.saving}
        onReload={onReload}
        onOverwrite={() => void draft.overwrite()}
        onExport={() => void exportFile()}
        onClose={draft.leaveConflict}
      />
      <LeaveGuard dirty={draft.dirty} saving={draft.saving} onSave={save} />
    </div>
  );
}

/** What to call the drawing: as on the server, else as the first pool or process in it. */
function nameIn({ file, xml }: StudioSource): string {
  if (file) return file.name;
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  const named = [
    ...document.getElementsByTagNameNS('*', 'participant'),
    ...document.getElementsByTagNameNS('*', 'process'),
  ];
  return named.map((element) => element.getAttribute('name')).find(Boolean) ?? '未命名的流程';
}
