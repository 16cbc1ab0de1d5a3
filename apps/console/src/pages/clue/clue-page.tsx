import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Clue } from '../../api/clue-types';
import { get } from '../../api/client';
import { keys } from '../../api/keys';
import { useSession } from '../../api/session';
import { ClueContent } from '../../parts/clue-content';
import { MissingPage } from '../../parts/missing-page';
import { Page } from '../../parts/page';
import { useShortcuts } from '../../parts/shortcuts';
import { Skeleton } from '../../parts/skeleton';
import { useWords } from '../../words/words';
import { ClueStateMark } from '../clues/clue-state-mark';
import { ClueActs } from './clue-acts';
import { Correction } from './correction';
import { OfferForm } from './offer-form';
import { Transfer } from './transfer';
import './clue.css';

/** What do I hand over, to whom, and did it arrive? */
export default function CluePage() {
  const { id = '' } = useParams();
  const { data: clue, error, refetch } = useQuery({ queryKey: keys.clue(id), queryFn: () => get<Clue>(`/clues/${id}`) });
  if (clue) return <ClueView key={clue.id} clue={clue} />;
  return error ? <MissingPage error={error} onRetry={refetch} /> : <Skeleton />;
}

function ClueView({ clue }: { clue: Clue }) {
  const words = useWords();
  const navigate = useNavigate();
  const { may } = useSession();
  const [correcting, setCorrecting] = useState(false);
  const [shown, setShown] = useState(false);
  useShortcuts({ Escape: () => !correcting && void navigate('/clues') });

  const { clues } = words;
  const sent = clue.state === 'offered' || clue.state === 'concluded';
  const lead = (
    <p className="preview-facts">
      <span className="number">{clue.number}</span>
      <span>{clue.unit.name}</span>
      <ClueStateMark state={clue.state} />
    </p>
  );
  return (
    <Page
      heading={correcting ? clues.correctTitle : sent ? clues.transfer : clue.title}
      tab={clues.title}
      lead={lead}
      acts={!correcting && clue.canCorrect && <ClueActs clue={clue} onCorrect={() => setCorrecting(true)} />}
    >
      {correcting ? (
        <Correction clue={clue} onDone={() => setCorrecting(false)} />
      ) : (
        <div className={clue.canOffer && may('clue-transfer.open') ? 'with-side' : ''}>
          <div>
            {clue.voidReason && <p className="bar">{clues.voidedBecause(clue.voidReason)}</p>}
            {clue.transfer && <Transfer processId={clue.transfer.id} />}
            {!sent && clue.transfer && clue.canOffer && <p className="soft">{clues.offerAgain}</p>}
            {sent && !shown ? (
              <button type="button" className="text-button" onClick={() => setShown(true)}>
                {clues.showSent}
              </button>
            ) : (
              <ClueContent clue={clue} titled={sent} />
            )}
          </div>
          {clue.canOffer && may('clue-transfer.open') && <OfferForm clue={clue} />}
        </div>
      )}
    </Page>
  );
}
