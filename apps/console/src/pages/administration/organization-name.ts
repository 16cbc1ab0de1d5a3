import type { Organization } from '../../api/types';
import { useSpeech } from '../../words/words';

/** How an organisation is called in the reader's language. */
export function useOrganizationName() {
  const { language } = useSpeech();
  return ({ name, nameEn }: Pick<Organization, 'name' | 'nameEn'>): string => (language === 'en' ? nameEn || name : name);
}
