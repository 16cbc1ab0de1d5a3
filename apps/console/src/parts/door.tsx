import { Button } from 'antd';
import { type FormEvent, type ReactNode, useEffect } from 'react';
import type { Language } from '../api/types';
import { useSpeech } from '../words/words';
import { Bars } from './bars';
import './door.css';

interface DoorProps {
  title: string;
  lead: string;
  /** What the browser's tab says. */
  tab: string;
  wide?: boolean;
  onSubmit?: () => Promise<void>;
  children: ReactNode;
}

/** The frame of the pages for somebody who is not logged in. */
export function Door({ title, lead, tab, wide, onSubmit, children }: DoorProps) {
  const { words, language, choose } = useSpeech();
  useEffect(() => {
    document.title = `${tab} · ${words.product}`;
  }, [tab, words]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onSubmit?.();
  };
  const other: Language = language === 'en' ? 'zh-CN' : 'en';
  return (
    <main className={`door ${wide ? 'wide' : ''}`}>
      <Bars />
      <form onSubmit={submit} noValidate>
        <img src="/icon.svg" alt="" width={36} height={36} />
        <h1>{title}</h1>
        <p className="soft door-lead">{lead}</p>
        {children}
      </form>
      <Button type="link" lang={other} onClick={() => choose(other)}>
        {other === 'en' ? 'English' : '中文'}
      </Button>
    </main>
  );
}
