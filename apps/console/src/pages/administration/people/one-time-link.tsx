import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { PasswordToken } from '../../../api/administration-types';
import { Field } from '../../../parts/field';
import { useDates, useWords } from '../../../words/words';

/** The link by which somebody chooses a password, shown this once; a click beside it does not lose it. */
export function OneTimeLink({ name, token: { token, expiresAt }, onClose }: { name: string; token: PasswordToken; onClose: () => void }) {
  const words = useWords();
  const dates = useDates();
  const { person } = words.administration;
  const [copied, setCopied] = useState(false);
  const link = `${location.origin}/new-password#${token}`;
  const copy = () => void navigator.clipboard?.writeText(link).then(() => setCopied(true));
  return (
    <Modal
      open
      title={person.linkTitle}
      mask={{ closable: false }}
      keyboard={false}
      closable={false}
      width={520}
      footer={
        <>
          <Button onClick={onClose}>{person.close}</Button>
          <Button type="primary" onClick={copy}>
            {copied ? words.common.copied : person.copy}
          </Button>
        </>
      }
    >
      <div className="ask">
        <p className="soft">{person.linkLead(name)}</p>
        <Field label={person.link} hint={person.linkUntil(dates.moment(expiresAt))}>
          <Input.TextArea readOnly autoSize autoFocus value={link} onFocus={({ target }) => target.select()} />
        </Field>
      </div>
    </Modal>
  );
}
