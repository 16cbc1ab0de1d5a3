import { Button, type ButtonProps, Tooltip } from 'antd';
import { useId } from 'react';
import type { Allowance } from '../api/types';

/** A button that says why it can't be used, on hover, focus and tap, instead of falling silent. */
export function ActButton({ allowance, onClick, className = '', ...button }: ButtonProps & { allowance: Allowance }) {
  const id = useId();
  if (allowance.allowed) return <Button {...button} className={className} onClick={onClick} />;
  return (
    <>
      <Tooltip title={allowance.why} trigger={['hover', 'focus', 'click']}>
        <Button
          {...button}
          type={button.type === 'text' ? 'text' : 'default'}
          className={`${className} refused`}
          aria-disabled
          aria-describedby={id}
          onClick={(event) => event.preventDefault()}
        />
      </Tooltip>
      <span id={id} hidden>
        {allowance.why}
      </span>
    </>
  );
}
