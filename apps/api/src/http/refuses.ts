import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { type ProblemCode, problems } from './problem.js';

/** Describes how a route may refuse, beyond what all of its kind may answer. */
export const Refuses = (...codes: ProblemCode[]) =>
  applyDecorators(...codes.map((code) => ApiResponse({ status: problems[code].status, description: problems[code].en })));
