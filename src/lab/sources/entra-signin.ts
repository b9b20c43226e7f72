// SPDX-License-Identifier: Apache-2.0
import { azureCli, azureManagement, type CatalogueApp, exchangeOnline, microsoftGraph } from '../apps.ts';
import { hour, isoFine, second } from '../clock.ts';
import { anyone, type Background, type EntraToken, type Lab, labMark } from '../context.ts';
import type { Person, Place } from '../organisation.ts';
import { placeOf } from '../organisation.ts';
import type { Emission } from '../record.ts';
import { utiOfSignIn, workloadSignIn } from './entra-workload.ts';
import { lateness } from './lateness.ts';

export interface UserSignIn {
  readonly time: number;
  readonly person: Person;
  readonly app: CatalogueApp;
  readonly resource?: { readonly name: string; readonly id: string };
  readonly place: Place;
  readonly interactive: boolean;
  readonly session: string;
  readonly agent?: string;
  readonly device?:
    | { readonly id: string; readonly name: string; readonly os: string; readonly browser: string }
    | undefined;
  /** `deviceCode` for the device code flow. */
  readonly protocol?: string;
  readonly error?: readonly [code: number, reason: string];
  readonly mfa?: boolean;
  readonly scopes?: readonly string[];
  readonly incoming?: 'none' | 'primaryRefreshToken' | 'refreshToken';
  /** How late the record is, ms. */
  readonly delay?: number;
}

const policyNames = [
  'Require multifactor authentication for all users',
  'Block legacy authentication',
  'Require compliant device for administrators',
  'Sign-in frequency for browsers',
];

function policies(lab: Lab, mfa: boolean): readonly unknown[] {
  const base = lab.organisation.tenant;
  return policyNames.slice(0, 3).map((displayName, index) => ({
    id: `${base.slice(0, 35)}${index}`,
    displayName,
    enforcedGrantControls: index === 0 ? ['Mfa'] : index === 1 ? ['Block'] : [],
    enforcedSessionControls: index === 3 ? ['SignInFrequency'] : [],
    result: index === 0 && mfa ? 'success' : 'notApplied',
    conditionsSatisfied: index === 0 ? 'application,users,clientType' : 'application,users',
    conditionsNotSatisfied: index === 0 ? 'none' : 'clientType',
  }));
}

function location(place: Place): Readonly<Record<string, unknown>> {
  return {
    city: place.city,
    state: place.state,
    countryOrRegion: place.country,
    geoCoordinates: { latitude: place.latitude, longitude: place.longitude },
  };
}

function authenticationDetails(lab: Lab, time: number, mfa: boolean, failed: boolean): readonly unknown[] {
  const at = isoFine(time, 0);
  const first = {
    authenticationStepDateTime: at,
    authenticationMethod: 'Password',
    authenticationMethodDetail: 'Password Hash Sync',
    succeeded: !failed,
    authenticationStepResultDetail: failed ? 'Incorrect password' : 'Correct password',
    authenticationStepRequirement: 'Primary authentication',
    StatusSequence: 0,
    RequestSequence: 0,
  };
  if (!mfa || failed || !lab.verbose) return [first];
  return [
    first,
    {
      authenticationStepDateTime: at,
      authenticationMethod: 'Mobile app notification',
      authenticationMethodDetail: 'Microsoft Authenticator',
      succeeded: true,
      authenticationStepResultDetail: 'MFA successfully completed',
      authenticationStepRequirement: 'Multifactor authentication',
      StatusSequence: 1,
      RequestSequence: 1,
    },
  ];
}

/** Fields that say nothing here, but that full records carry. */
const fullFields = {
  mfaDetail: {},
  authenticationContextClassReferences: [],
  sessionLifetimePolicies: [],
  privateLinkDetails: {},
  ssoExtensionVersion: '',
  authenticationStrengths: [],
  rngcStatus: 0,
  globalSecureAccessIpAddress: '',
  flaggedForReview: false,
  isTenantRestricted: false,
  riskEventTypes: [],
  riskEventTypes_v2: [],
  clientCredentialType: 'none',
  crossTenantAccessType: 'none',
  tokenIssuerName: '',
  signInTokenProtectionStatus: 'none',
  riskDetail: 'none',
  riskLevelAggregated: 'none',
  tokenProtectionStatusDetails: { signInSessionStatus: 'unbound', signInSessionStatusCode: 1002 },
  servicePrincipalId: '',
} as const;

/**
 * One sign-in of a person, in the form of the diagnostic setting's stream.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/signinlogs
 */
export function userSignIn(lab: Lab, fields: UserSignIn): { readonly emission: Emission; readonly token: EntraToken } {
  const { random, organisation } = lab;
  const { person, app, place, time } = fields;
  const resource = fields.resource ?? microsoftGraph;
  const uti = random.guid();
  const correlationId = random.guid();
  const noise = random.bits();
  const failed = fields.error !== undefined;
  const mfa = fields.mfa ?? fields.interactive;
  const at = isoFine(time, noise, 4);
  const device = fields.device === undefined && fields.protocol === undefined ? person.device : fields.device;
  const status = failed
    ? { errorCode: fields.error[0], failureReason: fields.error[1] }
    : { errorCode: 0, ...(mfa ? { additionalDetails: 'MFA requirement satisfied by claim in the token' } : {}) };
  const emission: Emission = {
    source: 'entra.signin',
    time,
    delay: fields.delay ?? 0,
    id: uti,
    record: {
      time: at,
      resourceId: `/tenants/${organisation.tenant}/providers/Microsoft.aadiam`,
      operationName: 'Sign-in activity',
      operationVersion: '1.0',
      category: fields.interactive ? 'SignInLogs' : 'NonInteractiveUserSignInLogs',
      tenantId: organisation.tenant,
      resultType: String(failed ? fields.error[0] : 0),
      resultSignature: failed ? 'FAILURE' : 'SUCCESS',
      ...(failed ? { resultDescription: fields.error[1] } : {}),
      durationMs: 0,
      callerIpAddress: place.ip,
      correlationId,
      identity: person.name,
      Level: 4,
      location: place.country,
      properties: {
        id: uti,
        createdDateTime: at,
        userDisplayName: person.name,
        userPrincipalName: person.mail,
        userId: person.id,
        appId: app.id,
        appDisplayName: app.name,
        ipAddress: place.ip,
        status,
        clientAppUsed: fields.agent?.startsWith('Mozilla') === false ? 'Mobile Apps and Desktop clients' : 'Browser',
        userAgent: fields.agent ?? person.device.agent,
        deviceDetail:
          device === undefined
            ? { deviceId: '', operatingSystem: '', browser: '' }
            : {
                deviceId: device.id,
                displayName: device.name,
                operatingSystem: device.os,
                browser: device.browser,
                isCompliant: true,
                isManaged: true,
                trustType: 'Azure AD joined',
              },
        location: location(place),
        ...(lab.verbose ? fullFields : {}),
        correlationId,
        conditionalAccessStatus: mfa ? 'success' : 'notApplied',
        appliedConditionalAccessPolicies: lab.verbose ? policies(lab, mfa) : [],
        isInteractive: fields.interactive,
        tokenIssuerType: 'AzureAD',
        authenticationProcessingDetails: [
          ...(lab.verbose ? [{ key: 'Legacy TLS (TLS 1.0, 1.1, 3DES)', value: 'False' }] : []),
          { key: 'Oauth Scope Info', value: JSON.stringify(fields.scopes ?? app.scopes) },
          ...(lab.verbose ? [{ key: 'Is CAE Token', value: 'True' }] : []),
        ],
        networkLocationDetails: place.ip.startsWith('203.0.113.')
          ? [{ networkType: 'trustedNamedLocation', networkNames: ['Office'] }]
          : [],
        processingTimeInMilliseconds: 60 + (noise % 400),
        riskLevelDuringSignIn: 'none',
        riskState: 'none',
        resourceDisplayName: resource.name,
        resourceId: resource.id,
        ...(lab.verbose
          ? { originalRequestId: uti, resourceTenantId: organisation.tenant, homeTenantId: organisation.tenant }
          : {}),
        ...(lab.verbose || mfa ? { authenticationDetails: authenticationDetails(lab, time, mfa, failed) } : {}),
        authenticationRequirementPolicies: mfa
          ? [{ requirementProvider: 'multiConditionalAccess', detail: 'Conditional Access' }]
          : [],
        authenticationRequirement: mfa ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
        userType: 'Member',
        autonomousSystemNumber: place.asn,
        uniqueTokenIdentifier: utiOfSignIn(uti),
        incomingTokenType: fields.incoming ?? (fields.interactive ? 'none' : 'primaryRefreshToken'),
        authenticationProtocol: fields.protocol ?? 'none',
        originalTransferMethod: fields.protocol === 'deviceCode' ? 'deviceCodeFlow' : 'none',
        appServicePrincipalId: app.servicePrincipal,
        resourceServicePrincipalId: resource.id,
        sessionId: fields.session,
      },
      ...labMark,
    },
  };
  return { emission, token: { uti, session: fields.session, ip: place.ip, app: app.id, issued: time } };
}

/** The session that a person's laptop keeps for some days. */
export function sessionOf(lab: Lab, person: Person): string {
  return person.device.id.replace(/^.{8}/, lab.organisation.tenant.slice(0, 8));
}

const failures = [
  [50126, 'Error validating credentials due to invalid username or password.'],
  [50140, "This error occurred due to 'Keep me signed in' interrupt when the user was signing-in."],
  [50074, 'Strong Authentication is required.'],
] as const;

/** An engineer signs in to the command line of a server with a device code: it happens every week. */
function commandLine(lab: Lab, time: number): readonly Emission[] {
  const engineer = anyone(lab, time, lab.organisation.engineers);
  const { emission } = userSignIn(lab, {
    time,
    person: engineer,
    app: azureCli,
    resource: azureManagement,
    place: placeOf(lab.organisation, engineer, time),
    interactive: true,
    session: sessionOf(lab, engineer),
    device: undefined,
    protocol: 'deviceCode',
    delay: lateness(lab),
  });
  return [emission];
}

function person(lab: Lab, time: number): readonly Emission[] {
  const { random } = lab;
  if (random.chance(0.004)) return commandLine(lab, time);
  const who = anyone(lab, time);
  const place = placeOf(lab.organisation, who, time);
  const app = random.chance(0.12) ? random.pick(lab.organisation.thirdParty) : random.pick(lab.organisation.firstParty);
  const resource =
    app.name === 'One Outlook Web' ? exchangeOnline : app.name === 'Azure Portal' ? azureManagement : microsoftGraph;
  const interactive = random.chance(0.22);
  const common = { person: who, app, resource, place, session: sessionOf(lab, who), delay: lateness(lab) };
  const out: Emission[] = [];
  let at = time;
  if (interactive && random.chance(0.12)) {
    out.push(userSignIn(lab, { ...common, time: at, interactive, error: random.pick(failures) }).emission);
    at += random.int(4, 40) * second;
  }
  const { emission, token } = userSignIn(lab, { ...common, time: at, interactive });
  lab.tokens.set(`${who.id} ${app.id}`, token);
  out.push(emission);
  return out;
}

export const entraSignIn: Background = {
  source: 'entra.signin',
  weight: 14,
  human: 0.7,
  emit: (lab, time, byHuman) => {
    if (byHuman) return person(lab, time);
    const managed = lab.random.chance(0.5);
    const { managedIdentities, servicePrincipals } = lab.organisation;
    const workload = lab.random.pick(managed ? managedIdentities : servicePrincipals);
    const resource = lab.random.chance(0.5) ? azureManagement : microsoftGraph;
    return [{ ...workloadSignIn(lab, time, workload, managed, resource).emission, delay: lateness(lab) }];
  },
};

/** The latest token of a person for an application, or one issued now together with its sign-in. */
export function tokenFor(
  lab: Lab,
  time: number,
  who: Person,
  app: CatalogueApp,
): { readonly token: EntraToken; readonly emissions: readonly Emission[] } {
  const key = `${who.id} ${app.id}`;
  const known = lab.tokens.get(key);
  const place = placeOf(lab.organisation, who, time);
  if (known !== undefined && time - known.issued < hour && known.ip === place.ip)
    return { token: known, emissions: [] };
  const { emission, token } = userSignIn(lab, {
    time: time - 2 * second,
    person: who,
    app,
    place,
    interactive: false,
    session: sessionOf(lab, who),
    delay: lateness(lab),
  });
  lab.tokens.set(key, token);
  return { token, emissions: [emission] };
}
