/** What was detected without the sound, and how high it scored. */
export interface FalseAlarmBasis {
  /** Highest logit of each block of the room. */
  readonly roomBlocks: readonly number[];
  /** Length of a block, seconds. */
  readonly blockSeconds: number;
  /** Highest logit of each other sound. */
  readonly sounds: readonly number[];
  /** Highest logit of each quiet room. */
  readonly quiet: readonly number[];
}

/** A threshold, and what it rests on. */
export interface BudgetedThreshold {
  /** Logit at which a detection begins. */
  readonly logit: number;
  /** Expected false alarms an hour at that logit. */
  readonly falseAlarms: number;
  /** Duration of the room that it rests on, minutes; 0 if only the bank is known. */
  readonly roomMinutes: number;
}

/** Assumed number of other sounds an hour. Nobody knows it before; a busy room has more, a bedroom fewer. */
export const SOUNDS_AN_HOUR = 30;
/** Share of the highest values from which the tail is estimated. */
const TAIL_SHARE = 0.1;
const FEWEST_IN_TAIL = 5;
/** Distance of a threshold from the highest quiet room, in mean excesses of its tail. Of 120 further rooms, 0.05 are expected to reach it. */
const QUIET_MARGIN = 3;

/**
 * Chooses the lowest logit that keeps a budget of false alarms, but never so low that a quiet room reaches it: a steady sound lasts for
 * hours. Beyond the highest value that was seen, an exponential tail is assumed.
 *
 * @param target false alarms an hour
 * @param limits lowest and highest logit that it returns. By default the lowest is 0, where a sound is as likely as not. At the highest,
 *   which no score exceeds, false alarms are counted and not estimated
 */
export function thresholdFor(
  basis: FalseAlarmBasis,
  target: number,
  { least = 0, most = Infinity }: { readonly least?: number; readonly most?: number } = {},
): BudgetedThreshold {
  const { roomBlocks, blockSeconds, sounds, quiet } = basis;
  const floor = Math.max(least, quietFloor(quiet));
  const room = tailOf(roomBlocks);
  const other = tailOf(sounds);
  const blocksAnHour = 3600 / blockSeconds;
  const rate = (logit: number) => blocksAnHour * shareAbove(room, logit) + SOUNDS_AN_HOUR * shareAbove(other, logit);
  let [low, high] = [floor, 60];
  if (rate(low) > target) {
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      if (rate(middle) > target) low = middle;
      else high = middle;
    }
  } else high = low;
  const roomMinutes = (roomBlocks.length * blockSeconds) / 60;
  if (high < most) return { logit: high, falseAlarms: rate(high), roomMinutes };
  const counted = (values: readonly number[]) =>
    values.filter((value) => value >= most).length / Math.max(1, values.length);
  return {
    logit: most,
    falseAlarms: blocksAnHour * counted(roomBlocks) + SOUNDS_AN_HOUR * counted(sounds),
    roomMinutes,
  };
}

/** Returns the logit above which no quiet room is expected. */
function quietFloor(quiet: readonly number[]): number {
  const tail = tailOf(quiet);
  return tail ? tail.sorted[0]! + QUIET_MARGIN * tail.scale : -Infinity;
}

interface Tail {
  readonly from: number;
  /** Share of the values above `from`. */
  readonly share: number;
  /** Mean excess above `from`. */
  readonly scale: number;
  readonly sorted: readonly number[];
}

function tailOf(values: readonly number[]): Tail | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => b - a);
  const count = Math.min(sorted.length - 1, Math.max(FEWEST_IN_TAIL, Math.round(TAIL_SHARE * sorted.length)));
  const from = sorted[Math.max(0, count)]!;
  const excess = sorted.slice(0, count).reduce((sum, value) => sum + value - from, 0);
  return { from, share: count / sorted.length, scale: Math.max(1e-3, excess / Math.max(1, count)), sorted };
}

/** Returns the share of the values at or above a logit: counted below the tail, estimated within it. */
function shareAbove(tail: Tail | undefined, logit: number): number {
  if (!tail) return 0;
  if (logit >= tail.from) return tail.share * Math.exp(-(logit - tail.from) / tail.scale);
  return tail.sorted.filter((value) => value >= logit).length / tail.sorted.length;
}
