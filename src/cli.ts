import { run } from './cli/run.js';

/** Operator commands; `npm run verify` is one of them. */
process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  print: (line) => console.log(line),
});
