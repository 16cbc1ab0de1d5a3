/** What the trial story does to the world. */
export interface TrialActivities {
  look(subject: { process: string; step: string }): Promise<'go on' | 'end'>;
}
