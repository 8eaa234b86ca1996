import './case.css';

export { Attachments } from './attachments.js';
export { ClockLedger } from './clock-ledger.js';
export { Clocks } from './clocks.js';
export { Demands } from './demands.js';
export { Evaluation } from './evaluation.js';
export { Matter } from './matter.js';
export { NextTasks } from './next-tasks.js';
export { NoticeDialog } from './notice-dialog.js';
export { NoticeFrame, type NoticeFrameHandle } from './notice-frame.js';
export { Notices } from './notices.js';
export { Person } from './person.js';
export { Stations } from './stations.js';
export { CaseTimeline, InstanceTimeline } from './timeline.js';
