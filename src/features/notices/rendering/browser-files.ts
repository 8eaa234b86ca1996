import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, lstat, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const require = createRequire(import.meta.url);

/** Folder for what the printer unpacks, kept between starts. */
export const defaultBrowserDirectory = join(tmpdir(), `minqing-browser-${userInfo().uid}`);

/**
 * Makes the folder, for this user only. The system's folder for temporary files is everyone's: a folder of another user
 * with this name could hold a browser of his, so it is refused.
 */
export async function privateDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const found = await lstat(directory);
  const uid = userInfo().uid;
  if (!found.isDirectory() || (uid >= 0 && found.uid !== uid)) {
    throw new Error(`文件夹 ${directory} 不属于当前用户，请改用其他文件夹`);
  }
}

/**
 * The Chromium that comes with the npm package, unpacked once to `directory`. The package's own `executablePath()` is not
 * used: it takes any `/tmp/chromium` it finds, also one that another process is just writing.
 */
export async function chromiumExecutable(directory: string): Promise<string> {
  const packageDirectory = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..');
  const { version } = require(join(packageDirectory, 'package.json')) as { version: string };
  const executable = join(directory, `chromium-${version}`);
  await privateDirectory(directory);
  if (await exists(executable)) return executable;
  const partial = `${executable}.${process.pid}.${process.hrtime.bigint()}`;
  try {
    await pipeline(
      createReadStream(join(packageDirectory, 'bin', 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(partial, { mode: 0o700 }),
    );
    await chmod(partial, 0o700);
    await rename(partial, executable);
  } finally {
    await rm(partial, { force: true });
  }
  return executable;
}

/**
 * A fontconfig file that shows the browser the notices' faces and no others: the same document on every machine. Faces of
 * `extra` folders (an office's own 仿宋 or 小标宋) are there as well; the sheet names them first.
 */
export async function fontconfigFile(directory: string, extra: readonly string[]): Promise<string> {
  const packaged = ['@expo-google-fonts/noto-serif-sc', '@expo-google-fonts/noto-sans-sc'].flatMap((name) => {
    const fonts = dirname(require.resolve(`${name}/package.json`));
    return [join(fonts, '400Regular'), join(fonts, '700Bold')];
  });
  const folders = [...extra, ...packaged].map((folder) => `<dir>${escapeXml(folder)}</dir>`).join('\n  ');
  const prefer = (generic: string, family: string): string =>
    `<alias><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`;
  await privateDirectory(directory);
  const file = join(directory, 'fonts.conf');
  const partial = `${file}.${process.pid}.${process.hrtime.bigint()}`;
  await writeFile(
    partial,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  ${folders}
  <cachedir>${escapeXml(join(directory, 'font-cache'))}</cachedir>
  ${prefer('serif', 'Noto Serif SC')}
  ${prefer('sans-serif', 'Noto Sans SC')}
</fontconfig>
`,
    { mode: 0o600 },
  );
  await rename(partial, file);
  return file;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
