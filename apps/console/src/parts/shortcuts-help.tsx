import { Modal } from 'antd';
import { useWords } from '../words/words';

/** What `?` shows. */
export function ShortcutsHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useWords();
  return (
    <Modal open={open} onCancel={onClose} title={words.shortcuts.title} footer={null} width={420}>
      <ShortcutList />
    </Modal>
  );
}

export function ShortcutList() {
  const { shortcuts } = useWords();
  const all: [string[], string][] = [
    [['j', 'k'], shortcuts.move],
    [['Enter'], shortcuts.enter],
    [['c'], shortcuts.claim],
    [['n'], shortcuts.next],
    [['e'], shortcuts.decide],
    [['/'], shortcuts.search],
    [['Ctrl', 'K'], shortcuts.commands],
    [['Esc'], shortcuts.back],
    [['?'], shortcuts.help],
  ];
  return (
    <dl className="shortcuts">
      {all.map(([keys, meaning]) => (
        <div key={meaning}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
