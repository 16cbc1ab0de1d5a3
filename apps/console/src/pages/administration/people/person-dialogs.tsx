import { useState } from 'react';
import { useAdministered } from '../../../api/administration';
import type { PasswordToken, PersonDetail } from '../../../api/administration-types';
import { patch, post } from '../../../api/client';
import type { Named } from '../../../api/types';
import { AskDialog } from '../../../parts/ask-dialog';
import { useWords } from '../../../words/words';
import { OrganizationField } from '../organization-field';
import { useTexts } from '../text-fields';
import { OneTimeLink } from './one-time-link';
import { usePersonTexts } from './person-texts';
import { SuccessorField } from './successor-field';

export type PersonAct = 'change' | 'move' | 'leave' | 'return' | 'reset';

interface DialogProps {
  person: PersonDetail;
  onClose: () => void;
}

/** What can be done with a person, each asked for in words of what will happen. */
export function PersonDialogs({ act, ...props }: DialogProps & { act: PersonAct }) {
  const Dialog = dialogs[act];
  return <Dialog {...props} />;
}

function ChangeDialog({ person, onClose }: DialogProps) {
  const { administration: words } = useWords();
  const administered = useAdministered();
  const fields = usePersonTexts();
  const form = useTexts(fields, { name: person.name, login: person.login });
  const change = async () => {
    await patch(`/people/${person.id}`, form.changed());
    await administered();
  };
  return (
    <AskDialog title={words.person.changeTitle} act={words.save} isReady={form.isReady} onAct={change} onClose={onClose} beside={['name', 'login']}>
      {form.show}
    </AskDialog>
  );
}

const consequencesOf = ({ sessions, roles, tasks }: PersonDetail): [number, number, number] => [sessions.length, roles.length, tasks.length];

function MoveDialog({ person, onClose }: DialogProps) {
  const words = useWords();
  const { person: said, people } = words.administration;
  const administered = useAdministered();
  const [organization, setOrganization] = useState<Named>();
  const [successorId, setSuccessor] = useState<string>();
  const [tried, setTried] = useState(false);
  const isReady = () => {
    setTried(true);
    return organization !== undefined;
  };
  const go = async () => {
    await post(`/people/${person.id}/move`, { organizationId: organization!.id, successorId });
    await administered();
  };
  return (
    <AskDialog
      title={said.moveTitle(person.name)}
      consequence={said.consequences(...consequencesOf(person))}
      act={said.move}
      danger
      isReady={isReady}
      onAct={go}
      onClose={onClose}
      beside={['organizationId', 'successorId']}
    >
      {(refused) => (
        <>
          <p className="soft">{said.moveKept}</p>
          <OrganizationField
            label={people.organization}
            value={organization}
            error={refused.organizationId ?? (tried && !organization ? words.errors.choose : undefined)}
            onChoose={setOrganization}
          />
          <SuccessorField person={person} value={successorId} error={refused.successorId} onChoose={setSuccessor} />
        </>
      )}
    </AskDialog>
  );
}

function LeaveDialog({ person, onClose }: DialogProps) {
  const { person: said, deactivate } = useWords().administration;
  const administered = useAdministered();
  const [successorId, setSuccessor] = useState<string>();
  const go = async () => {
    await post(`/people/${person.id}/deactivate`, { successorId });
    await administered();
  };
  return (
    <AskDialog
      title={said.deactivateTitle(person.name)}
      consequence={said.consequences(...consequencesOf(person))}
      act={deactivate}
      danger
      onAct={go}
      onClose={onClose}
      beside={['successorId']}
    >
      {(refused) => (
        <>
          <p className="soft">{said.leaveKept}</p>
          <SuccessorField person={person} value={successorId} error={refused.successorId} onChoose={setSuccessor} />
        </>
      )}
    </AskDialog>
  );
}

function ReturnDialog({ person, onClose }: DialogProps) {
  const { person: said, reactivate } = useWords().administration;
  const administered = useAdministered();
  const go = async () => {
    await post(`/people/${person.id}/reactivate`);
    await administered();
  };
  return <AskDialog title={said.reactivateTitle(person.name)} consequence={said.reactivateHint} act={reactivate} onAct={go} onClose={onClose} />;
}

function ResetDialog({ person, onClose }: DialogProps) {
  const { person: said } = useWords().administration;
  const [token, setToken] = useState<PasswordToken>();
  if (token) return <OneTimeLink name={person.name} token={token} onClose={onClose} />;
  const make = async () => setToken(await post<PasswordToken>(`/people/${person.id}/password-token`));
  return <AskDialog title={said.resetTitle(person.name)} consequence={said.resetHint} act={said.makeLink} onAct={make} onClose={onClose} onDone={keepOpen} />;
}

/** The link takes the place of the question. */
const keepOpen = () => undefined;

const dialogs = { change: ChangeDialog, move: MoveDialog, leave: LeaveDialog, return: ReturnDialog, reset: ResetDialog };
