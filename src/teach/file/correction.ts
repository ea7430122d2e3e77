/** A budget of false alarms of a class, and what its threshold rests on. */
export interface CorrectionBudget {
  /** False alarms an hour that are accepted. */
  readonly target: number;
  /** Expected false alarms an hour. */
  readonly falseAlarms: number;
  /** Duration of the room that the expectation rests on, minutes; 0 if no room was known. */
  readonly roomMinutes: number;
}

/**
 * A personal correction: the threshold of a built-in class was raised, after a detection was refused or by a budget of false alarms.
 */
export interface Correction {
  /** Name of the head. */
  readonly head: string;
  /** Name of the class. */
  readonly label: string;
  /** Score at which a detection begins now. */
  readonly on: number;
  /** Threshold that the refused detections ask for; undefined if none was refused. A budget does not go below it. */
  readonly refused?: number | undefined;
  /** The budget; undefined if detections were refused only. */
  readonly budget?: CorrectionBudget | undefined;
}
