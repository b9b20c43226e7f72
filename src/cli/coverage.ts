// SPDX-License-Identifier: Apache-2.0
// What detections are held against: the rows of the mission and the analytics of ATT&CK's strategy DET0515 (version 18.1).

export const missionRows = [
  { id: 'D1', title: 'Containers: a service-account token is taken, then used' },
  { id: 'D2', title: 'IaaS: a token is taken from instance metadata, then used' },
  { id: 'D3', title: 'Identity provider: registration, consent, privileged use' },
  { id: 'D4', title: 'Office suite: a third-party app reads mail and files' },
  { id: 'D5', title: 'SaaS: tokens used from new places, agents or in bulk' },
  { id: 'D6', title: 'CI/CD: job tokens, personal access tokens, federation' },
  { id: 'D7', title: 'Azure managed identity used off its resource' },
  { id: 'D8', title: 'Refresh tokens: reuse, replay, use without issuance' },
  { id: 'D9', title: 'Consent, authorization-code and device-code phishing' },
  { id: 'D10', title: 'Malicious app registration, by channel' },
] as const;

export const analytics = [
  { id: 'AN1423', title: 'Containers', mutableElements: ['TimeWindow', 'UserContext'] },
  { id: 'AN1424', title: 'IaaS', mutableElements: ['UserAgent', 'TimeWindow'] },
  { id: 'AN1425', title: 'Identity provider', mutableElements: ['ConsentScope', 'AppUserRatio'] },
  { id: 'AN1426', title: 'Office suite', mutableElements: ['ClientAppIDAllowList', 'AccessVolumeThreshold'] },
  { id: 'AN1427', title: 'SaaS', mutableElements: ['GeoVelocity', 'OAuthScopeSensitivity'] },
] as const;
