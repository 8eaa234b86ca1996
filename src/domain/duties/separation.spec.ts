import { separationBreach } from './separation.js';

const performers = new Map([
  ['task_talk', ['jiefang']],
  ['task_handle', ['chengban', 'chengban2']],
]);

describe('separation of duties', () => {
  it('lets a person act who has done none of the named tasks', () => {
    expect(separationBreach(['task_talk', 'task_handle'], performers, 'lingdao')).toBeUndefined();
  });

  it('names the task that stands in the way', () => {
    expect(separationBreach(['task_assess', 'task_talk'], performers, 'jiefang')).toEqual({ elementId: 'task_talk' });
  });

  it('remembers every performer of a task that was done more than once', () => {
    expect(separationBreach(['task_handle'], performers, 'chengban')).toEqual({ elementId: 'task_handle' });
    expect(separationBreach(['task_handle'], performers, 'chengban2')).toEqual({ elementId: 'task_handle' });
  });

  it('asks nothing where the diagram separates nothing', () => {
    expect(separationBreach([], performers, 'jiefang')).toBeUndefined();
  });
});
