import { ReplaceMenu } from './replace-menu.js';

export default {
  __init__: ['replaceMenu'],
  replaceMenu: ['type', ReplaceMenu],
};
