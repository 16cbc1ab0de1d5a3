import { Module } from '@nestjs/common';
import { ReadingsController } from './readings.controller.js';

@Module({ controllers: [ReadingsController] })
export class ReadingsModule {}
