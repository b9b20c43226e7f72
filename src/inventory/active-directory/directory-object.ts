// SPDX-License-Identifier: Apache-2.0
// An object of the directory, whichever export it is from, with the attributes that are used. Passwords are not among them.
export interface DirectoryObject {
  readonly dn: string;
  /** Attribute in lower case -> values; SIDs as text. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** All attributes it has, used or not. */
  readonly line: number;
}

export const usedAttributes: ReadonlySet<string> = new Set(
  `objectclass samaccountname samaccounttype name mail userprincipalname displayname useraccountcontrol admincount serviceprincipalname
  serviceprincipalnames msds-allowedtodelegateto msds-supportedencryptiontypes pwdlastset passwordlastset lastlogontimestamp lastlogondate
  lastlogon accountexpires whencreated created memberof member primarygroupid objectsid sid employeeid employeenumber manager
  operatingsystem ms-mcs-admpwdexpirationtime mslaps-passwordexpirationtime msds-resultantpso description department enabled
  minpwdlength pwdhistorylength maxpwdage minpwdage pwdproperties lockoutthreshold lockoutduration lockoutobservationwindow
  ms-ds-machineaccountquota dsheuristics managedby msds-minimumpasswordlength msds-passwordhistorylength
  msds-maximumpasswordage msds-minimumpasswordage msds-passwordcomplexityenabled
  msds-passwordreversibleencryptionenabled msds-lockoutthreshold msds-lockoutduration msds-lockoutobservationwindow
  msds-passwordsettingsprecedence msds-psoappliesto minpasswordlength passwordhistorycount maxpasswordage minpasswordage
  complexityenabled reversibleencryptionenabled precedence passwordneverexpires doesnotrequirepreauth
  trustedfordelegation trustedtoauthfordelegation accountnotdelegated passwordnotrequired
  allowreversiblepasswordencryption primarygroup objectguid`.split(/\s+/),
);

/** Values of one attribute that are kept. */
export const maxValues = 20_000;
