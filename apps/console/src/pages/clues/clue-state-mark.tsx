import { CheckCircleOutlined, EditOutlined, MinusCircleOutlined, RollbackOutlined, SendOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { ClueState } from '../../api/clue-types';
import { useWords } from '../../words/words';

const icons: Record<ClueState, ReactNode> = {
  registered: <EditOutlined aria-hidden />,
  offered: <SendOutlined aria-hidden />,
  concluded: <CheckCircleOutlined aria-hidden />,
  returned: <RollbackOutlined aria-hidden />,
  recalled: <RollbackOutlined aria-hidden />,
  voided: <MinusCircleOutlined aria-hidden />,
};

/** Where a clue stands, with an icon and in words. */
export function ClueStateMark({ state }: { state: ClueState }) {
  const words = useWords();
  return (
    <span className={`chip ${state === 'concluded' ? 'done' : 'plain'}`}>
      {icons[state]}
      {words.clues.states[state]}
    </span>
  );
}
