import type { Named } from './types';

export type ClueState = 'registered' | 'offered' | 'voided' | 'concluded' | 'returned' | 'recalled';
export type Source = 'visit' | 'letter' | 'inspection' | 'audit' | 'linkage';
export type Secrecy = 'internal' | 'secret' | 'confidential';
export type Protection = 'ordinary' | 'protected' | 'strict';
export type SubjectKind = 'person' | 'function';

export interface ClueRow {
  id: string;
  number: string;
  title: string;
  unit: Named;
  source: Source;
  secrecy: Secrecy;
  state: ClueState;
  registeredAt: string;
  subjects?: string[];
  transfer?: { id: string; number: string; state: string; outcome?: string };
}

export interface Subject {
  kind: SubjectKind;
  name: string;
  position?: string;
}

export interface Reporter {
  anonymous: boolean;
  name?: string;
  contact?: string;
  protection: Protection;
}

export interface ClueDocument {
  id: string;
  name: string;
  mediaType: string;
  /** In bytes. */
  size: number;
}

export interface Clue extends Omit<ClueRow, 'subjects'> {
  content: string;
  subjects: Subject[];
  reporter?: Reporter;
  amountFen?: string;
  documents: ClueDocument[];
  revision: number;
  voidReason?: string;
  canCorrect: boolean;
  canOffer: boolean;
}

/** What a clue is registered with. */
export interface ClueBody {
  title: string;
  content: string;
  unitId: string;
  source: Source;
  secrecy: Secrecy;
  subjects: Subject[];
  reporter?: Reporter;
  /** In yuan. */
  amount?: string;
  documents: string[];
}
