/**
 * A record that this version cannot read: damaged, or from a newer version. It is never deleted and goes through
 * backups as it is. `fault` ends the sentence "cannot be read:".
 */
export type UnreadableRecord = {
  readonly from: 'events' | 'decks' | 'quarantine';
  readonly value: unknown;
  readonly fault: string;
};
