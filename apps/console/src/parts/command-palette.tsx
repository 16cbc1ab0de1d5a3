import { Input, Modal } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { get, queryOf } from '../api/client';
import { keys } from '../api/keys';
import type { ProcessRow } from '../api/process-types';
import { useSession } from '../api/session';
import type { Page } from '../api/types';
import { useTheme } from '../theme/theme';
import { useSpeech } from '../words/words';
import { usePlaces } from './navigation';

interface Command {
  key: string;
  name: string;
  note?: string;
  go: () => void;
}

/** Goes anywhere by a few letters, and to a process by its number. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const { words } = useSpeech();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const commands = useCommands(text.trim());
  const current = Math.min(chosen, commands.length - 1);

  const run = (command?: Command) => {
    if (!command) return;
    onClose();
    command.go();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setChosen((current + step + commands.length) % Math.max(commands.length, 1));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(commands[current]);
  };
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      closable={false}
      width={560}
      title={<span className="visually-hidden">{words.commands.title}</span>}
      className="palette"
      style={{ top: 96 }}
    >
      <Input
        autoFocus
        size="large"
        variant="borderless"
        role="combobox"
        aria-expanded
        aria-controls="palette-results"
        aria-activedescendant={commands[current] && `palette-${commands[current].key}`}
        aria-label={words.commands.placeholder}
        placeholder={words.commands.placeholder}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id="palette-results" role="listbox" aria-label={words.commands.results}>
        {commands.map((command, index) => (
          <li
            key={command.key}
            id={`palette-${command.key}`}
            role="option"
            aria-selected={index === current}
            onMouseMove={() => setChosen(index)}
            onClick={() => run(command)}
          >
            <span>{command.name}</span>
            {command.note && <span className="faint">{command.note}</span>}
          </li>
        ))}
      </ul>
      {commands.length === 0 && <p className="palette-none soft">{words.commands.none}</p>}
    </Modal>
  );
}

function useCommands(text: string): Command[] {
  const { words, language, choose: chooseLanguage } = useSpeech();
  const { choice, choose: chooseTheme } = useTheme();
  const { may } = useSession();
  const places = usePlaces();
  const navigate = useNavigate();
  const { data: found } = useQuery({
    queryKey: keys.processList(`palette ${text}`),
    queryFn: () => get<Page<ProcessRow>>(`/processes${queryOf({ q: text, limit: 8 })}`),
    enabled: text.length >= 2 && /\d|-/.test(text) && may('process.read'),
  });

  const go = (path: string) => () => void navigate(path);
  const fixed: Command[] = [
    ...places.map(({ path, name }) => ({ key: path.slice(1), name: words.commands.go(name), go: go(path) })),
    ...(may('clue.register') ? [{ key: 'register', name: words.clues.register, go: go('/clues/new') }] : []),
    { key: 'account', name: words.commands.go(words.nav.account), go: go('/account') },
    { key: 'theme', name: words.commands.theme, go: () => chooseTheme(choice === 'dark' ? 'light' : 'dark') },
    { key: 'language', name: words.commands.language, go: () => chooseLanguage(language === 'en' ? 'zh-CN' : 'en') },
  ];
  const processes = (found?.items ?? []).map(({ id, number, unit, stateName, state }) => ({
    key: id,
    name: number,
    note: words.common.list([unit?.name ?? '', stateName ?? state].filter(Boolean)),
    go: go(`/processes/${id}`),
  }));
  const matching = fixed.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  return [...processes, ...matching];
}
