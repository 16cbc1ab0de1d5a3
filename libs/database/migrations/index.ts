import { Administration1700000000005 } from './0005-administration.js';
import { Chains1700000000007 } from './0007-chains.js';
import { Clues1700000000003 } from './0003-clues.js';
import { GivenBack1700000000019 } from './0019-given-back.js';
import { GivenUnderALock1700000000020 } from './0020-given-under-a-lock.js';
import { Inside1700000000018 } from './0018-inside.js';
import { LargeBoxes1700000000014 } from './0014-large-boxes.js';
import { NeedToKnow1700000000011 } from './0011-need-to-know.js';
import { CluesLookedUp1700000000017 } from './0017-clues-looked-up.js';
import { OpenedWithATask1700000000022 } from './0022-opened-with-a-task.js';
import { People1700000000001 } from './0001-people.js';
import { Processes1700000000002 } from './0002-processes.js';
import { RecusalsInTurn1700000000024 } from './0024-recusals-in-turn.js';
import { ReadersOfAProcess1700000000023 } from './0023-readers-of-a-process.js';
import { ReadersLookedUp1700000000016 } from './0016-readers-looked-up.js';
import { RecusalsLookedUp1700000000015 } from './0015-recusals-looked-up.js';
import { SightAtOnce1700000000012 } from './0012-sight-at-once.js';
import { SightOfASet1700000000025 } from './0025-sight-of-a-set.js';
import { CorrectedClues1700000000013 } from './0013-corrected-clues.js';
import { SightOfMany1700000000010 } from './0010-sight-of-many.js';
import { Sweeping1700000000008 } from './0008-sweeping.js';
import { StreamsOfIdleSessions1700000000021 } from './0021-streams-of-idle-sessions.js';
import { UnitsOfCorrectedClues1700000000026 } from './0026-units-of-corrected-clues.js';
import { WatchedFromAbove1700000000027 } from './0027-watched-from-above.js';
import { RecusalsFromAClue1700000000028 } from './0028-recusals-from-a-clue.js';
import { StrandedTasks1700000000029 } from './0029-stranded-tasks.js';
import { DesertedTasks1700000000030 } from './0030-deserted-tasks.js';
import { SweptInPages1700000000031 } from './0031-swept-in-pages.js';
import { AskedOnce1700000000032 } from './0032-asked-once.js';
import { NothingToSpareInside1700000000033 } from './0033-nothing-to-spare-inside.js';
import { ProvenUntilDone1700000000034 } from './0034-proven-until-done.js';
import { VouchedFor1700000000035 } from './0035-vouched-for.js';
import { NamesAsPeopleWriteThem1700000000036 } from './0036-names-as-people-write-them.js';
import { ContentsTold1700000000037 } from './0037-contents-told.js';
import { NothingLeftBehind1700000000038 } from './0038-nothing-left-behind.js';
import { ReachOfARole1700000000039 } from './0039-reach-of-a-role.js';
import { ReadAfterTheEnd1700000000040 } from './0040-read-after-the-end.js';
import { UnitsOfTasks1700000000009 } from './0009-units-of-tasks.js';
import { Walls1700000000004 } from './0004-walls.js';

/** In the order in which they are applied. */
export const migrations = [
  People1700000000001,
  Processes1700000000002,
  Clues1700000000003,
  Walls1700000000004,
  Administration1700000000005,
  Chains1700000000007,
  Sweeping1700000000008,
  UnitsOfTasks1700000000009,
  SightOfMany1700000000010,
  NeedToKnow1700000000011,
  SightAtOnce1700000000012,
  CorrectedClues1700000000013,
  LargeBoxes1700000000014,
  RecusalsLookedUp1700000000015,
  ReadersLookedUp1700000000016,
  CluesLookedUp1700000000017,
  Inside1700000000018,
  GivenBack1700000000019,
  GivenUnderALock1700000000020,
  StreamsOfIdleSessions1700000000021,
  OpenedWithATask1700000000022,
  ReadersOfAProcess1700000000023,
  RecusalsInTurn1700000000024,
  SightOfASet1700000000025,
  UnitsOfCorrectedClues1700000000026,
  WatchedFromAbove1700000000027,
  RecusalsFromAClue1700000000028,
  StrandedTasks1700000000029,
  DesertedTasks1700000000030,
  SweptInPages1700000000031,
  AskedOnce1700000000032,
  NothingToSpareInside1700000000033,
  ProvenUntilDone1700000000034,
  VouchedFor1700000000035,
  NamesAsPeopleWriteThem1700000000036,
  ContentsTold1700000000037,
  NothingLeftBehind1700000000038,
  ReachOfARole1700000000039,
  ReadAfterTheEnd1700000000040,
];
