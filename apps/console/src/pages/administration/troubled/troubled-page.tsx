import { EmptyState } from '../../../parts/empty-state';
import { Troubled } from '../../../parts/troubled';
import { useWords } from '../../../words/words';
import { AdministrationPage } from '../administration-page';

/** What does not go on by itself, and why? */
export default function TroubledPage() {
  const { troubled } = useWords().administration;
  return (
    <AdministrationPage tab="troubled">
      <p className="soft prose administration-lead">{troubled.lead}</p>
      <Troubled empty={<EmptyState title={troubled.emptyTitle} hint={troubled.emptyHint} />} />
    </AdministrationPage>
  );
}
