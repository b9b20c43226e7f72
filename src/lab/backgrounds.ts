// SPDX-License-Identifier: Apache-2.0
import type { Background } from './context.ts';
import { cloudtrail } from './sources/cloudtrail.ts';
import { entraSignIn } from './sources/entra-signin.ts';
import { kubernetes } from './sources/kubernetes.ts';

/** Every source that the lab can write. */
export const backgrounds: readonly Background[] = [kubernetes, cloudtrail, entraSignIn];
