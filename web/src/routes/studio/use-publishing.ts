import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';

import { keys } from '../../api/keys.js';
import { Problem, problemText, type ProblemItem } from '../../api/problem.js';
import type { StudioModeler } from '../../modeler/createModeler.js';
import { deploy, newestVersion, useProcesses, versionXml } from '../processes/api.js';
import { xmlOf } from './use-modeler.js';
import type { Base, StudioSource } from './use-studio-source.js';

interface PublishingOptions {
  modeler: StudioModeler | null;
  source: StudioSource;
  /** Called with the problems of a refused drawing. */
  onRejected: (problems: readonly ProblemItem[]) => void;
  onPublished: () => void;
}

/** The steps of publishing: show what changes, send, and answer what the server may refuse. */
export function usePublishing({ modeler, source, onRejected, onPublished }: PublishingOptions) {
  const { message, notification } = App.useApp();
  const client = useQueryClient();
  const processes = useProcesses();
  const [base, setBase] = useState<Base | null>(source.base);
  const [xml, setXml] = useState<string | null>(null);
  const [overtaken, setOvertaken] = useState<string | null>(null);
  const [publishing, setPublishing] = useState(false);

  const file = processes.data?.find((candidate) => candidate.resourceName === source.resourceName) ?? source.file;
  const nextVersion = Math.max(newestVersion(file)?.version ?? 0, base?.version ?? 0) + 1;

  const begin = async () => {
    if (!modeler) return;
    setOvertaken(null);
    setXml(await xmlOf(modeler));
  };

  const close = () => {
    setXml(null);
    setOvertaken(null);
  };

  const compareWithNewest = async (sentence: string) => {
    const fresh = (await processes.refetch()).data?.find((candidate) => candidate.resourceName === source.resourceName);
    const newest = newestVersion(fresh);
    if (newest) {
      setBase({ version: newest.version, xml: await versionXml(source.resourceName, newest.version) });
      setOvertaken(sentence);
    }
  };

  const publish = async (note: string) => {
    if (xml === null) return;
    setPublishing(true);
    try {
      const deployed = await deploy({ resourceName: source.resourceName, xml, note, baseVersion: base?.version ?? 0 });
      setBase({ version: deployed.version, xml });
      close();
      onPublished();
      notification.success({
        title: deployed.version < nextVersion ? '没有产生新版本' : `已发布第 ${deployed.version} 版`,
        description: deployed.message,
        duration: 8,
      });
      void client.invalidateQueries({ queryKey: keys.processes });
    } catch (error) {
      if (error instanceof Problem && error.code === 'definition-rejected') {
        close();
        onRejected(error.problems);
        message.error(error.message);
      } else if (error instanceof Problem && error.code === 'stale-base') {
        await compareWithNewest(error.message);
      } else {
        message.error(problemText(error));
      }
    } finally {
      setPublishing(false);
    }
  };

  return { base, file, nextVersion, xml, overtaken, publishing, begin, close, publish };
}
