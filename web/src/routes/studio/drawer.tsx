import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { Badge, Button, Tabs } from 'antd';
import type { Element } from 'bpmn-js/lib/model/Types';

import type { StudioModeler } from '../../modeler/createModeler.js';
import type { DiagramProblem } from '../../modeler/problems/diagram-problem.js';
import { BasisTab } from './basis-tab.js';
import { ProblemsTab } from './problems-tab.js';

export type DrawerTab = 'problems' | 'basis';

interface DrawerProps {
  modeler: StudioModeler;
  problems: DiagramProblem[];
  errors: number;
  element: Element | null;
  tab: DrawerTab;
  open: boolean;
  onTab: (tab: DrawerTab) => void;
  onToggle: (open: boolean) => void;
}

/** Below the canvas: what is wrong with the drawing, and by which rules it works. */
export function Drawer({ modeler, problems, errors, element, tab, open, onTab, onToggle }: DrawerProps) {
  const toggleLabel = open ? '收起下方面板' : '展开下方面板';
  return (
    <section className={open ? 'studio-drawer studio-drawer-open' : 'studio-drawer'} aria-label="问题与依据">
      <Tabs
        size="small"
        activeKey={tab}
        onTabClick={(key) => {
          onTab(key as DrawerTab);
          onToggle(true);
        }}
        items={[
          {
            key: 'problems',
            label: (
              <>
                问题{' '}
                <Badge
                  count={problems.length}
                  color={errors > 0 ? 'var(--ant-color-error)' : 'var(--ant-color-text-description)'}
                  size="small"
                />
              </>
            ),
            children: open && <ProblemsTab modeler={modeler} problems={problems} />,
          },
          { key: 'basis', label: '依据', children: open && <BasisTab modeler={modeler} element={element} /> },
        ]}
      />
      <Button
        className="studio-drawer-toggle"
        type="text"
        size="small"
        aria-label={toggleLabel}
        title={toggleLabel}
        icon={open ? <DownOutlined aria-hidden /> : <UpOutlined aria-hidden />}
        onClick={() => onToggle(!open)}
      />
    </section>
  );
}
