import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { Locale } from 'antd/es/locale';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { carry } from '../api/client';
import type { Language } from '../api/types';
import { rememberedLanguage, rememberLanguage, type Speech, SpeechContext, speechIn } from './words';

/** Loads the chosen language and lets all below speak it. What the server has said is asked for again in it. */
export function SpeechProvider({ children }: { children: (antd: Locale) => ReactNode }) {
  const queries = useQueryClient();
  const [language, setLanguage] = useState(() => rememberedLanguage() ?? 'zh-CN');
  const [speech, setSpeech] = useState<Speech>();

  useEffect(() => {
    carry({ language });
    document.documentElement.lang = language;
    let current = true;
    void speechIn(language).then((loaded) => {
      if (current) setSpeech(loaded);
    });
    return () => {
      current = false;
    };
  }, [language]);

  const value = useMemo(() => {
    const choose = (next: Language) => {
      rememberLanguage(next);
      carry({ language: next });
      setLanguage(next);
      void askAgain(queries);
    };
    return speech && { ...speech, choose };
  }, [speech, queries]);
  return value && <SpeechContext value={value}>{children(value.antd)}</SpeechContext>;
}

/** Asks for everything anew. What is under way is dropped first: a first answer that is still awaited would be taken as it comes, in the language that it was asked for in. */
async function askAgain(queries: QueryClient): Promise<void> {
  await queries.cancelQueries();
  await queries.invalidateQueries();
}
