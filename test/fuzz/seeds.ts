import { type Cast, clueOf, newClue } from '../e2e/cast.js';
import { closed, decide, taskOf } from '../e2e/tasks.js';

/** Plays some transfers, so that the lists hold ids of every kind, and answers are more than refusals. */
export async function playSome(people: Cast): Promise<void> {
  const { coordinator, reviewer, lead, team } = people;
  const offer = async () => {
    const clue = await clueOf(people);
    return coordinator.ok(coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: team, urgency: 'normal' }));
  };
  const returned = await offer();
  await decide(reviewer, returned.id, 'sign', { outcome: 'return', reason: '不属管辖。' });
  await closed(coordinator, returned.id);

  const open = await offer();
  await decide(reviewer, open.id, 'sign', { outcome: 'sign' });
  const proposal = await taskOf(reviewer, open.id, 'propose-disposition');
  await reviewer.ok(reviewer.post(`/api/tasks/${proposal.id}/draft`, { body: { opinion: '拟暂存。' }, revision: 0 }));
  await reviewer.ok(reviewer.post(`/api/tasks/${proposal.id}/note`, { text: '已电话核实。' }));
  await coordinator.ok(coordinator.post(`/api/processes/${open.id}/nudge`));

  await offer();
  const document = await coordinator.ok(coordinator.upload('材料.txt', '一份材料。'));
  await coordinator.ok(coordinator.post('/api/clues', { ...newClue(people), documents: [document.id] }));
  await lead.ok(lead.post('/api/recusals', { tie: 'relative', relativeName: '张三', reason: '亲属' }));
}
