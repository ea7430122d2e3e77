import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from './find-program.mjs';
import { until } from './until.mjs';

const SCENE = fileURLToPath(new URL('../fixtures/audio/scene.wav', import.meta.url));

/** PulseAudio modules. Browsers play into `speakers`, which nothing records. Sound played into `room` is recorded by `linein`. */
const MODULES = [
  'module-null-sink sink_name=speakers',
  'module-null-sink sink_name=room',
  'module-remap-source source_name=linein master=room.monitor source_properties=device.description=Line-in',
];

/**
 * Returns the path of a program.
 * @param {'pulseaudio' | 'paplay'} name
 * @throws Error that says how to install it
 */
function program(name) {
  const path = findProgram({ variable: `${name.toUpperCase()}_PATH`, names: [name] });
  if (path) return path;
  throw new Error(
    `These tests bring their own sound server and need the program ${name}. Install it (Debian, Ubuntu: ` +
      'sudo apt-get install pulseaudio pulseaudio-utils), then run them again. It is not connected to real devices, and ' +
      'one that is already running is left alone.',
  );
}

/**
 * Starts a separate PulseAudio server for the tests, without real devices. Its line-in plays the fixtures' scene in a loop; its
 * speakers are silent.
 * @returns `env`, the environment for programs that use it, and `stop`, which ends it
 */
export async function startSoundServer() {
  const [pulseaudio, paplay] = [program('pulseaudio'), program('paplay')];
  const folder = mkdtempSync(join(tmpdir(), 'pinna-sound-'));
  const socket = join(folder, 'native');
  const modules = [...MODULES, `module-native-protocol-unix auth-anonymous=1 socket=${socket}`];
  const server = spawn(
    pulseaudio,
    ['-n', '--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1', ...modules.map((line) => `--load=${line}`)],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder } },
  );
  let errors = '';
  server.stderr.on('data', (data) => (errors += data));
  await until(() => {
    if (server.exitCode !== null) throw new Error(`The sound server did not start.\n${errors}`);
    return existsSync(socket);
  }, 'The sound server');

  const env = { ...process.env, PULSE_SERVER: `unix:${socket}` };
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let player;
  let stopped = false;
  void (async () => {
    while (!stopped) {
      player = spawn(paplay, ['--device=room', SCENE], { stdio: 'ignore', env });
      /** @type {(number | null)[]} */
      const [code] = await once(player, 'exit');
      // eslint-disable-next-line tests/no-fixed-sleeps -- limits how often a failing player starts again
      if (code !== 0) await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  })();
  return {
    env,
    stop() {
      stopped = true;
      player?.kill();
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
