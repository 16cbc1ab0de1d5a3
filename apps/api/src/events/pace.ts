/**
 * Milliseconds between two messages. Each costs a check of rights and what its page then reads, so many streams share 400 messages a second, and none pauses longer than a quarter of one.
 * Who works alone hardly waits; where much has changed, more is gathered.
 */
export const betweenMessages = (streams: number, told: number): number => Math.min(Math.max(streams * 2.5, Math.min(told * 10, 50)), 250);
