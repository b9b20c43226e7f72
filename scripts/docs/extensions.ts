// SPDX-License-Identifier: Apache-2.0
import { extensionSchemas, extensionTypes } from '../../src/sigma/sigma.ts';
import { bullets, code, fence, page } from './markdown.ts';

interface ExtensionText {
  readonly use: string;
  readonly meaning: readonly string[];
  readonly example: string;
}

/** What each extension means, with an example that a test parses and holds to the schema. */
export const extensionTexts: Readonly<Record<(typeof extensionTypes)[number], ExtensionText>> = {
  first_seen: {
    use: 'Something new for one token, account or application: a network, a client, an address.',
    meaning: [
      'Events of the referred rules are kept apart by `group-by`. A group begins with its earliest event.',
      'A value of `field` (or several fields taken together) is met once per group: at its first event, if that lies `learning` or more after the beginning of the group, and if at least `known` other values have an earlier first event.',
      'Later events of the same value change nothing: the result depends on first times only. So the order in which records are read does not matter, and a record that is read twice counts once.',
      'A value that comes first in the log is never new. Without history there is nothing to compare with: run over a longer time, or keep baselines with `--state`.',
      '`timespan` says how long a baseline that is kept from run to run remembers a value after its last event.',
      'The finding holds the event that the group began with, and the new one. Its values are the new value, then those known before it.',
    ],
    example: `title: Deploy key from a new network
name: example-new-network
correlation:
  type: first_seen
  rules: [example-git]
  group-by: [lifecycle.credential.id]
  timespan: 90d
  learning: 7d
  known: 1
  condition:
    field: lifecycle.network.asn
`,
  },
  absence: {
    use: 'A step that is there without the one that must come before it: a session used that nobody was given.',
    meaning: [
      'The first rule is the step; of the others, one must come before it in the same group, at the same instant at the latest.',
      'It is met at the first event of the step in a group, if none of the others came before. Later events of the group say nothing new.',
      'Absence can only be told where the log would show presence: if no event of the other rules, for whatever group, lies `timespan` or more before the step, nothing is met. A log that begins in the middle of things makes no findings.',
      'The result depends on first times only, so order and repetition do not matter.',
      'There is no `condition`.',
    ],
    example: `title: Session without a sign-in
name: example-without-sign-in
correlation:
  type: absence
  rules: [example-session-used, example-sign-in]
  group-by: [lifecycle.session.id]
  timespan: 24h
`,
  },
  travel: {
    use: 'One account or token in two places, too far apart for the time between.',
    meaning: [
      'Each two consecutive events of a group that lie at most `timespan` apart are compared. Distance is that of the great circle, less the `radius` by which each place may be off.',
      'It is met if the distance is 100 km or more and asks for more than `speed` km/h. Two events of one instant are taken as one second apart.',
      'Events without a place are passed over.',
      'Places are made from the address. Tokenward knows the middle of a country and its radius, no more: neighbouring countries never count. VPN services and clouds move people without moving them, so leave those out in the rule.',
      'The values of the finding are the distance in kilometres and the speed in km/h.',
    ],
    example: `title: Two countries within the hour
name: example-two-countries
correlation:
  type: travel
  rules: [example-use]
  group-by: [lifecycle.principal.id]
  timespan: 1h
  speed: 900
  condition:
    latitude: lifecycle.network.latitude
    longitude: lifecycle.network.longitude
    radius: lifecycle.network.radius
`,
  },
  volume: {
    use: "Far more than usual, measured against the group's own history and not a number for everybody.",
    meaning: [
      'Time is cut into buckets of `timespan`, counted from 1970-01-01T00:00Z. A bucket holds the number of events, or the sum of `field`.',
      'It is met if a bucket holds at least `gte`, and more than `factor` times the mean of the earlier buckets of the group that begin within `baseline` before it. Empty buckets are not part of the mean.',
      'A group needs `learning` such buckets before it can be met (3 if not given). With `learning: 0` a group without history has the mean 0.',
      'The values of the finding are the largest amount and the mean.',
    ],
    example: `title: Far more mail read than before
name: example-much-mail
correlation:
  type: volume
  rules: [example-mail-read]
  group-by: [lifecycle.client.id]
  timespan: 1h
  baseline: 14d
  learning: 3
  condition:
    gte: 200
    factor: 8
`,
  },
};

export function extensionsPage(): string {
  return page(
    'Extensions of Sigma',
    'Detections are [Sigma](https://sigmahq.io) of version 2.1, all of it. Token theft also shows in what is new, missing, too far or too much, and Sigma has no words for these. They are four more types of correlation. Other tools will refuse them; every other rule is plain Sigma.',
    `The keys \`rules\`, \`group-by\`, \`timespan\`, \`aliases\` and \`generate\` mean what they mean in Sigma. An event without a value for a field of \`group-by\` or \`condition\` takes no part.`,
    ...extensionTypes.flatMap((type) => {
      const { use, meaning, example } = extensionTexts[type];
      return [
        `## ${type}`,
        use,
        bullets(meaning),
        fence('yaml', example),
        `<details><summary>JSON Schema of ${code(type)}</summary>\n\n${fence('json', JSON.stringify(extensionSchemas[type], null, 2))}\n\n</details>`,
      ];
    }),
  );
}
