import type { Allowance, Named, Numbered, Organization } from './types';

/** What the routes for administrators answer with. */
export interface OrganizationNode extends Organization {
  active: boolean;
  organizations: number;
  people: number;
}

/** What is left in an organisation: it can be put out of use where all of it is nothing. */
export interface OrganizationUse {
  organizations: number;
  people: number;
  roles: number;
  tasks: number;
  processes: number;
  clues: number;
}

export interface OrganizationDetail extends OrganizationNode, OrganizationUse {
  creditCode?: string;
  above: Named[];
  kindsBelow: string[];
  /** One's own role begins here: neither moved nor put out of use. */
  top: boolean;
}

export interface PlacedRole {
  role: string;
  organization: Named;
  since: string;
  take: Allowance;
}

export interface PersonRow extends Named {
  login: string;
  organization: Named;
  roles: PlacedRole[];
  active: boolean;
  passwordSet: boolean;
}

export interface Session {
  id: string;
  openedAt: string;
  seenAt: string;
  address: string;
  agent: string;
  current: boolean;
}

export interface PersonDetail extends PersonRow {
  addedAt: string;
  leftAt?: string;
  sessions: Session[];
  tasks: { process: Numbered; organization: Named }[];
  successors: Named[];
  acts: Record<'change' | 'move' | 'leave' | 'reset' | 'roles', Allowance>;
}

export interface PasswordToken {
  token: string;
  expiresAt: string;
}

export type NewPerson = PersonDetail & { password?: PasswordToken };

export type ImportEffect = 'add' | 'change' | 'same' | 'refused';

export interface ImportRow {
  sheet: 'organizations' | 'people';
  row: number;
  label: string;
  place: string;
  effect: ImportEffect;
  changes: { column: string; name: string; from?: string; to: string }[];
  errors: { column: string; name: string; cell: string; message: string }[];
}

export interface ImportReport {
  dryRun: boolean;
  organizations: Record<ImportEffect, number>;
  people: Record<ImportEffect, number>;
  rows: ImportRow[];
  links: PasswordLink[];
}

/** A link by which somebody sets a password, shown once. */
export interface PasswordLink extends PasswordToken {
  name: string;
  login: string;
}
