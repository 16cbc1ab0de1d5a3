export const name = { zh: '线索移交', en: 'Clue transfer' };

export const states = {
  offered: { zh: '已移交', en: 'Offered' },
  received: { zh: '已签收', en: 'Received' },
  'in-handling': { zh: '办理中', en: 'In handling' },
  reported: { zh: '已反馈', en: 'Reported' },
  closed: { zh: '已办结', en: 'Closed' },
};

export const outcomes = {
  concluded: { zh: '已办结', en: 'Concluded' },
  returned: { zh: '已退回', en: 'Returned' },
  recalled: { zh: '已撤回', en: 'Recalled' },
};

export const tasks = {
  sign: { name: { zh: '签收线索', en: 'Sign for the clue' }, asks: { zh: '签收', en: 'sign for it' } },
  'propose-disposition': { name: { zh: '提出处置意见', en: 'Propose a disposition' }, asks: { zh: '提出处置意见', en: 'propose a disposition' } },
  'approve-disposition': { name: { zh: '审批处置意见', en: 'Approve the disposition' }, asks: { zh: '审批处置意见', en: 'approve the disposition' } },
  'report-result': { name: { zh: '反馈办理结果', en: 'Report the result' }, asks: { zh: '反馈办理结果', en: 'report the result' } },
  'acknowledge-copy': { name: { zh: '回执抄送', en: 'Acknowledge the copy' }, asks: { zh: '回执抄送', en: 'acknowledge the copy' } },
};

export const decisions = {
  sign: { zh: '签收', en: 'Sign for' },
  return: { zh: '退回', en: 'Return' },
  'talk-or-inquiry': { zh: '谈话函询', en: 'Talk or written inquiry' },
  'preliminary-verification': { zh: '初步核实', en: 'Preliminary verification' },
  parked: { zh: '暂存待查', en: 'Parked' },
  closed: { zh: '予以了结', en: 'Closed' },
  approve: { zh: '同意', en: 'Approve' },
  'send-back': { zh: '退回重提', en: 'Send back' },
  reported: { zh: '反馈', en: 'Report back' },
  received: { zh: '已阅', en: 'Received' },
};

/** What English says otherwise once it is decided. */
export const done = {
  sign: { zh: '签收', en: 'Signed for' },
  return: { zh: '退回', en: 'Returned' },
  approve: { zh: '同意', en: 'Approved' },
  'send-back': { zh: '退回重提', en: 'Sent back' },
  reported: { zh: '反馈', en: 'Reported back' },
};

export const path = {
  offer: { zh: '移交', en: 'Offer' },
  sign: { zh: '签收', en: 'Receipt' },
  disposition: { zh: '处置', en: 'Disposition' },
  approval: { zh: '审批', en: 'Approval' },
  report: { zh: '反馈', en: 'Report' },
  close: { zh: '办结', en: 'Closed' },
};
