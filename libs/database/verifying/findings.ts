/** What is wrong with an entry, or with a line of the signatures. */
export type Fault =
  | 'edited' // its hash does not follow from it and the hash before
  | 'missing' // it was there: the head, or a signature, knows of it
  | 'beyond-head' // the head does not know of it
  | 'head' // it is the last one, and the head bears another hash
  | 'renumbered' // its process bears another number than when it was signed
  | 'rewritten' // its hash is another than the one that was signed
  | 'content-edited' // the content of its command, or its note, is not what was written with it
  | 'content-added' // it was written without content
  | 'command-edited' // its command says something else, or is gone
  | 'untold' // behind it lies a command or a note of which no entry tells
  | 'content-missing' // that content is gone, and no entry says that it was destroyed
  | 'headless'; // its process, or the row of its chain, is gone

/** The first fault of one chain. */
export interface Finding {
  /** The id of the process, or of the organisation or other chain. */
  chain: string;
  /** The number of the process; null where it is another chain. */
  process: string | null;
  /** The number of the entry within its chain. */
  seq: number;
  fault: Fault;
  /** Up to which entry of it the signatures vouch for what was there; 0 where none of it was signed. */
  signedTo: number;
}

/** What is wrong with lines of the signatures themselves, from one line to another. */
export interface SignatureFinding {
  from: number;
  to: number;
  fault: 'damaged' | 'missing' | 'foreign-key' | 'wrong-signature' | 'wrong-order';
  /** The key that is not one of ours. */
  key?: string;
}

/** Keeps of each chain the fault that comes first; of so many chains, the rest is counted. */
export class Findings {
  private readonly byChain = new Map<string, Omit<Finding, 'signedTo'>>();
  readonly ofSignatures: SignatureFinding[] = [];
  uncounted = 0;

  constructor(private readonly most = 1_000) {}

  add(found: Omit<Finding, 'signedTo'>): void {
    const known = this.byChain.get(found.chain);
    if (!known && this.byChain.size >= this.most) this.uncounted++;
    else if (!known || found.seq < known.seq) this.byChain.set(found.chain, { ...found, process: found.process ?? known?.process ?? null });
  }

  addSignature(found: SignatureFinding): void {
    const last = this.ofSignatures.at(-1);
    if (last?.fault === found.fault && last.key === found.key && found.from === last.to + 1) last.to = found.to;
    else if (this.ofSignatures.length < this.most) this.ofSignatures.push(found);
    else this.uncounted++;
  }

  /** By process number. */
  list(signedTo: (chain: string) => number): Finding[] {
    const order = ({ process, chain }: Omit<Finding, 'signedTo'>) => `${process ?? '~'} ${chain}`;
    return [...this.byChain.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1)).map((finding) => ({ ...finding, signedTo: signedTo(finding.chain) }));
  }
}
