// SPDX-License-Identifier: Apache-2.0
import { AbsenceStage } from './absence.ts';
import { eventCount } from './event-count.ts';
import { FirstSeenStage } from './first-seen.ts';
import { SlidingStage } from './sliding.ts';
import type { Stage, StageSetup } from './stage.ts';
import { temporal } from './temporal.ts';
import { temporalOrdered } from './temporal-ordered.ts';
import { TravelStage } from './travel.ts';
import { valueAverage } from './value-avg.ts';
import { valueCount } from './value-count.ts';
import { valuePercentile } from './value-percentile.ts';
import { valueSum } from './value-sum.ts';
import { VolumeStage } from './volume.ts';

/** The state of one correlation, by its type. */
export function createStage<P>(setup: StageSetup<P>, capacity: number): Stage<P> {
  const { correlation } = setup.plan.rule;
  switch (correlation.type) {
    case 'event_count':
      return new SlidingStage(setup, eventCount(correlation.bounds));
    case 'value_count':
      return new SlidingStage(setup, valueCount(correlation.bounds));
    case 'value_sum':
      return new SlidingStage(setup, valueSum(correlation.bounds));
    case 'value_avg':
      return new SlidingStage(setup, valueAverage(correlation.bounds));
    case 'value_percentile':
      return new SlidingStage(setup, valuePercentile(correlation.bounds, correlation.percentile));
    case 'temporal':
      return new SlidingStage(setup, temporal(correlation.bounds, setup.plan.uses.size));
    case 'temporal_ordered':
      return new SlidingStage(
        setup,
        temporalOrdered(correlation.bounds, correlation.rules.length, correlation.timespan),
      );
    case 'first_seen':
      return new FirstSeenStage(setup, correlation, Math.max(64, Math.ceil(capacity / 4)));
    case 'absence':
      return new AbsenceStage(setup);
    case 'travel':
      return new TravelStage(setup, correlation);
    case 'volume':
      return new VolumeStage(setup, correlation);
  }
}
