import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A chain that is not a process's: of an organisation, the installation, the readings; and the signatures themselves, whose lines lie outside. */
@Entity('chain')
export class Chain {
  /** That of the organisation, or one of those in record/chain. */
  @PrimaryColumn('uuid')
  id: string;

  /** How many entries it has. */
  @Column('integer')
  entries: number;

  /** The hash of the last entry. */
  @Column('bytea')
  head: Buffer;

  @Column('timestamptz')
  movedAt: Date;
}

/** What happened in an organisation: log-ins, roles, policies, calendars. Written by `append_to_chain` alone. */
@Entity('chain_entry')
export class ChainEntry {
  @ForeignKey(() => Chain, { name: 'chain_entry_chain' })
  @PrimaryColumn('uuid')
  chainId: string;

  /** 1, 2, 3, … within its chain. */
  @PrimaryColumn('integer')
  n: number;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  action: string;

  /** Nobody where the installation did it, or where nobody knows who. */
  @Column('uuid', { nullable: true })
  personId: string | null;

  /** Ids, codes and dates, never content. */
  @Column('jsonb')
  detail: Record<string, unknown>;

  /** SHA-256 over the hash before and this entry. */
  @Column('bytea')
  hash: Buffer;
}

/** An entry of any chain that no signature covers yet. Its writer leaves it here, the signer takes it away. */
@Entity('unsigned_entry')
export class UnsignedEntry {
  /** A process's id, or that of another chain. */
  @PrimaryColumn('uuid')
  chainId: string;

  @PrimaryColumn('integer')
  n: number;

  /** That of the entry. */
  @Column('timestamptz')
  at: Date;
}
