import { classificationReport, count, noCounts, type ClassificationReport } from './classification-report.js';
import type { HeardClip } from './heard-clip.js';

/** Per head: a label counts as said in a clip when it has at least one detection there. Known labels only. */
export function decisionFigures(
  heard: readonly HeardClip[],
  head: string,
  labels: readonly string[],
): ClassificationReport {
  const counts = new Map(labels.map((label) => [label, noCounts()]));
  for (const { clip, detections } of heard) {
    const said = new Set(detections.filter((detection) => detection.head === head).map(({ label }) => label));
    for (const [label, counted] of counts) {
      if (clip.present.has(label)) count(counted, true, said.has(label));
      else if (clip.absent.has(label)) count(counted, false, said.has(label));
    }
  }
  return classificationReport(counts);
}
