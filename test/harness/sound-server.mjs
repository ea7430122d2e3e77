import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findProgram } from './find-program.mjs';

const SCENE = fileURLToPath(new URL('../fixtures/audio/scene.wav', import.meta.url));

/** PulseAudio modules. Browsers play into `speakers`, which nothing records. Sound played into `room` is recorded by `linein`. */
const MODULES = [
  'module-null-sink sink_name=speakers',
  'module-null-sink sink_name=room',
  'module-remap-source source_name=linein master=room.monitor source_properties=device.description=Line-in',
];

/** Returns the path of a program. @throws Error that says how to install it */
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
  const [pulseaudio, paplay] = ['pulseaudio', 'paplay'].map(program);
  const folder = mkdtempSync(join(tmpdir(), 'pinna-sound-'));
  const socket = join(folder, 'native');
  const modules = [...MODULES, `module-native-protocol-unix auth-anonymous=1 socket=${socket}`];
  const server = spawn(
    pulseaudio,
    ['-n', '--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1', ...modules.map((line) => `--load=${line}`)],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder } },
  );
  let said = '';
  server.stderr.on('data', (data) => (said += data));
  while (!existsSync(socket)) {
    if (server.exitCode !== null) throw new Error(`The sound server did not start.\n${said}`);
    await sleep(50);
  }

  const env = { ...process.env, PULSE_SERVER: `unix:${socket}` };
  let player;
  let stopped = false;
  void (async () => {
    while (!stopped) {
      player = spawn(paplay, ['--device=room', SCENE], { stdio: 'ignore', env });
      const [code] = await once(player, 'exit');
      if (code !== 0) await sleep(1000);
    }
  })();
  return {
    env,
    stop() {
      stopped = true;
      player.kill();
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
