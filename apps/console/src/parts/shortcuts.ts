import { useEffect, useRef } from 'react';

type Handler = (event: KeyboardEvent) => void;

/** What each key does now; the part of the page that was shown last has the first word. */
const handlers = new Map<string, Handler[]>();

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.getAttribute('role') === 'combobox');
const inDialog = () => document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null;
const somethingFloats = () =>
  [...document.querySelectorAll('.ant-popover, .ant-dropdown, .ant-select-dropdown, .ant-picker-dropdown')].some((floating) => floating.checkVisibility());
const isRadio = (target: EventTarget | null) => target instanceof HTMLInputElement && /^(radio|checkbox)$/.test(target.type);

document.addEventListener('keydown', (event) => {
  const command = event.ctrlKey || event.metaKey;
  const name = command ? `Ctrl+${event.key.toLowerCase()}` : event.key;
  if (event.altKey || event.isComposing || event.defaultPrevented) return;
  if (!command && typing(event.target) && !isRadio(event.target) && event.key !== 'Escape') return;
  if (!command && (inDialog() || (name === 'Escape' && somethingFloats()))) return;
  // Enter belongs to the link or button that has the focus.
  if (name === 'Enter' && event.target instanceof Element && event.target.closest('a, button')) return;
  const handler = handlers.get(name)?.at(-1);
  if (!handler) return;
  // Leaving a text field comes before leaving the page.
  if (event.key === 'Escape' && typing(event.target) && !isRadio(event.target)) return (event.target as HTMLElement).blur();
  event.preventDefault();
  handler(event);
});

/** Listens for keys while the caller is shown. Keys typed into a field stay there. */
export function useShortcuts(shortcuts: Record<string, Handler | undefined>): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const names = Object.keys(shortcuts).join(' ');
  useEffect(() => {
    const added = names.split(' ').map((name) => [name, (event: KeyboardEvent) => latest.current[name]?.(event)] as const);
    for (const [name, handler] of added) handlers.set(name, [...(handlers.get(name) ?? []), handler]);
    return () => {
      for (const [name, handler] of added) handlers.set(name, handlers.get(name)!.filter((other) => other !== handler)); // oxfmt-ignore
    };
  }, [names]);
}
