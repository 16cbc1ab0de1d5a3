import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';
import type { Permission } from '../rights/rights.js';

export const requires = 'requires';
export const openToAll = 'openToAll';

/** Names the permission that a route needs. A route that names none is refused to everybody, and fails a test. */
export const Requires = (permission: Permission) => SetMetadata(requires, permission);

/** A route that needs no session: logging in, health, and the description of the interface. */
export const OpenToAll = () => applyDecorators(SetMetadata(openToAll, true), ApiSecurity({}));
