// Makes a fresh clone ready to run: checks Node, installs packages, builds. Uses nothing but Node itself, because it runs
// before anything is installed. Each part is skipped when nothing it depends on has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const leastNode = [20, 19];
const packagesStamp = join(root, 'node_modules', '.minqing-setup');

checkNode();
if (packagesAreStale()) installPackages();
build('server', ['src', 'lint', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'], '编译服务端', [
  'nest',
  'build',
]);
build('web', ['web', 'lint'], '构建浏览器页面', ['vite', 'build', 'web', '--logLevel', 'warn']);

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])) return;
  stop(
    `需要 Node.js ${leastNode.join('.')} 或更高版本，当前为 ${process.versions.node}。请到 nodejs.org 安装新版后再试。`,
  );
}

function packagesAreStale() {
  if (!existsSync(packagesStamp)) return true;
  return readFileSync(packagesStamp, 'utf8') !== packagesIdentity();
}

/** Native packages are compiled for one Node version, so that counts as well as the lock file. */
function packagesIdentity() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.version} ${process.platform} ${process.arch}\n`;
}

function installPackages() {
  step('安装依赖包（首次约 2–4 分钟）');
  // Install scripts of packages are not run, except the one that is needed: some of them only report statistics.
  run(
    'npm',
    ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'],
    '依赖包没有装好。请检查网络或 npm 镜像设置，然后重新运行。',
  );
  step('准备 SQLite（没有预编译文件时现场编译，约 1–2 分钟）');
  run('npm', ['rebuild', 'better-sqlite3'], nativeHelp());
  run(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:').close()"], nativeHelp());
  writeFileSync(packagesStamp, packagesIdentity());
}

function nativeHelp() {
  return 'SQLite 模块没有准备好。能联网时会下载预编译文件；不能联网时需要 C++ 编译器、make 和 Python 3(例如 Debian:apt-get install build-essential python3)。';
}

function build(name, sources, title, command) {
  const stamp = join(root, 'dist', `.built-${name}`);
  const changed = Math.max(...sources.map((source) => newest(join(root, source))));
  if (existsSync(stamp) && statSync(stamp).mtimeMs > Math.max(changed, statSync(packagesStamp).mtimeMs)) return;
  step(title);
  run(
    process.execPath,
    [join(root, 'node_modules', ...binaryOf(command[0])), ...command.slice(1)],
    `${title}失败，原因见上。`,
  );
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
}

/** The program's own file: `node_modules/.bin` holds shell scripts on some systems. */
function binaryOf(name) {
  return { nest: ['@nestjs', 'cli', 'bin', 'nest.js'], vite: ['vite', 'bin', 'vite.js'] }[name];
}

function newest(path) {
  if (!existsSync(path)) return 0;
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function step(title) {
  console.log(`\n▶ ${title}…`);
}

function run(command, args, help) {
  const started = Date.now();
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
  });
  // A child that was killed has no status at all.
  if (result.status !== 0) stop(help);
  console.log(`  完成（${Math.round((Date.now() - started) / 1000)} 秒）`);
}

function stop(message) {
  console.error(`\n✗ ${message}`);
  process.exit(1);
}
