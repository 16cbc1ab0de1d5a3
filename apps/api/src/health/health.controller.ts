import { Controller, Get, Res } from '@nestjs/common';
import { ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Database } from '#database/database';
import { clock } from '#domain/clock';
import { OpenToAll } from '../http/requires.js';
import { EngineState } from '../processes/engine-state.js';
import { HealthView, type PartView } from './health.dto.js';

/** What counts as a relay that does not keep up, in milliseconds. */
const late = 30_000;
/** How long an entry of the timeline may wait for its signature, in milliseconds; one that works takes a minute. */
const unsignedFor = 300_000;

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly engine: EngineState,
  ) {}

  /** Each part of the product and how it is; 503 where nothing can be answered without it. */
  @Get()
  @OpenToAll()
  @ApiServiceUnavailableResponse({ type: HealthView })
  async read(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthView> {
    const parts = await this.parts();
    const all = Object.values(parts) as PartView[];
    const status = parts.postgres.status === 'down' ? 'down' : all.every((part) => part.status === 'ok') ? 'ok' : 'degraded';
    void reply.status(status === 'down' ? 503 : 200);
    return { status, parts };
  }

  private async parts(): Promise<HealthView['parts']> {
    const ok: PartView = { status: 'ok' };
    try {
      const now = clock.now();
      const { awaySince, heardAt } = await this.engine.look();
      const [state] = await this.database.door<{ waiting: string; oldest: Date | null; troubled: number }>(
        'select o.waiting, o.oldest, troubled_count() as troubled from outbox_state() o',
      );
      const [signing] = await this.database.door<SigningState>('select waiting, oldest, line, signed_at as "signedAt" from signing_state()');
      const lag = state!.oldest ? now.getTime() - state!.oldest.getTime() : 0;
      return {
        api: ok,
        postgres: ok,
        worker: heardAt ? ok : { status: 'down', detail: 'not heard from' },
        temporal: awaySince ? { status: heardAt ? 'down' : 'unknown', detail: `away since ${awaySince.toISOString()}` } : ok,
        relay: lag > late ? { status: 'late', detail: `${state!.waiting} waiting, the oldest for ${Math.round(lag / 1000)} s` } : ok,
        parked: state!.troubled > 0 ? { status: 'attention', detail: `${state!.troubled} processes` } : ok,
        signatures: signaturesView(signing!, now),
      };
    } catch {
      const unknown: PartView = { status: 'unknown' };
      return { api: ok, postgres: { status: 'down' }, worker: unknown, temporal: unknown, relay: unknown, parked: unknown, signatures: unknown };
    }
  }
}

interface SigningState {
  waiting: string;
  oldest: Date | null;
  line: number | null;
  signedAt: Date | null;
}

/** How far the timeline is signed, and what waits where it has waited for too long. */
function signaturesView({ waiting, oldest, line, signedAt }: SigningState, now: Date): PartView {
  const last = line === null ? 'nothing is signed yet' : `line ${line}, signed at ${signedAt!.toISOString()}`;
  if (!oldest || now.getTime() - oldest.getTime() <= unsignedFor) return { status: 'ok', detail: last };
  return { status: 'late', detail: `${last}; ${waiting} entries wait since ${oldest.toISOString()}` };
}
