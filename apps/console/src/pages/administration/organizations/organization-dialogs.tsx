import { useState } from 'react';
import { useAdministered } from '../../../api/administration';
import type { OrganizationDetail } from '../../../api/administration-types';
import { newKey, patch, post } from '../../../api/client';
import type { Named } from '../../../api/types';
import { AskDialog } from '../../../parts/ask-dialog';
import { useWords } from '../../../words/words';
import { OrganizationField } from '../organization-field';
import { useTexts } from '../text-fields';
import { KindField, useOrganizationTexts } from './organization-form';

export type OrganizationAct = 'add' | 'change' | 'move' | 'deactivate' | 'reactivate';

interface DialogProps {
  organization: OrganizationDetail;
  name: string;
  onClose: () => void;
}

/** What can be done with an organisation, each asked for in words of what will happen. */
export function OrganizationDialogs({ act, onAdded, ...props }: DialogProps & { act: OrganizationAct; onAdded: () => void }) {
  if (act === 'add') return <AddDialog {...props} onAdded={onAdded} />;
  if (act === 'change') return <ChangeDialog {...props} />;
  if (act === 'move') return <MoveDialog {...props} />;
  return <UseDialog {...props} act={act} />;
}

function AddDialog({ organization, name, onAdded, onClose }: DialogProps & { onAdded: () => void }) {
  const { organizations: words } = useWords().administration;
  const administered = useAdministered();
  const [kind, setKind] = useState(organization.kindsBelow.length === 1 ? organization.kindsBelow[0] : undefined);
  const fields = useOrganizationTexts(kind);
  const form = useTexts(fields);
  const [key] = useState(newKey);
  const add = async () => {
    await post('/organizations', { parentId: organization.id, kind, ...form.filled() }, key);
    onAdded();
    await administered();
  };
  return (
    <AskDialog
      title={words.addTo(name)}
      act={words.add}
      isReady={() => form.isReady() && kind !== undefined}
      onAct={add}
      onClose={onClose}
      beside={['kind', ...fields.map((field) => field.key)]}
    >
      {(refused) => (
        <>
          <KindField kinds={organization.kindsBelow} value={kind} tried={form.tried} error={refused.kind} onChoose={setKind} />
          {form.show(refused)}
        </>
      )}
    </AskDialog>
  );
}

function ChangeDialog({ organization, onClose }: DialogProps) {
  const { administration: words } = useWords();
  const administered = useAdministered();
  const { id, kind, name, shortName, nameEn, code = '', creditCode = '' } = organization;
  const fields = useOrganizationTexts(kind);
  const form = useTexts(fields, { name, shortName, nameEn, code, creditCode });
  const change = async () => {
    await patch(`/organizations/${id}`, form.changed());
    await administered();
  };
  return (
    <AskDialog
      title={words.organizations.changeTitle}
      act={words.save}
      isReady={form.isReady}
      onAct={change}
      onClose={onClose}
      beside={fields.map((field) => field.key)}
    >
      {form.show}
    </AskDialog>
  );
}

function MoveDialog({ organization, name, onClose }: DialogProps) {
  const words = useWords();
  const { organizations: said, move } = words.administration;
  const administered = useAdministered();
  const [parent, setParent] = useState<Named>();
  const [tried, setTried] = useState(false);
  const go = async () => {
    await post(`/organizations/${organization.id}/move`, { parentId: parent!.id });
    await administered();
  };
  const isReady = () => {
    setTried(true);
    return parent !== undefined;
  };
  return (
    <AskDialog title={said.moveTitle(name)} consequence={said.moveHint} act={move} isReady={isReady} onAct={go} onClose={onClose} beside={['parentId']}>
      {(refused) => (
        <OrganizationField
          label={said.newParent}
          value={parent}
          error={refused.parentId ?? (tried && !parent ? words.errors.choose : undefined)}
          onChoose={setParent}
        />
      )}
    </AskDialog>
  );
}

function UseDialog({ organization, name, act, onClose }: DialogProps & { act: 'deactivate' | 'reactivate' }) {
  const { administration: words } = useWords();
  const administered = useAdministered();
  const go = async () => {
    await post(`/organizations/${organization.id}/${act}`);
    await administered();
  };
  const ends = act === 'deactivate';
  return (
    <AskDialog
      title={ends ? words.organizations.deactivateTitle(name) : words.organizations.reactivateTitle(name)}
      consequence={ends ? words.organizations.deactivateHint : words.organizations.reactivateHint}
      act={words[act]}
      danger={ends}
      onAct={go}
      onClose={onClose}
    />
  );
}
