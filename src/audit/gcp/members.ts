// SPDX-License-Identifier: Apache-2.0

/** Accounts that Google runs for its own services: their roles are granted by Google, and nobody has their keys. */
export function isGoogleAgent(member: string): boolean {
  return /^serviceAccount:(?:service-\d+@|\d+@cloudservices\.gserviceaccount\.com$|[^@]+@(?:gcp-sa-[\w-]+|gcp-gae-service|containerregistry|compute-system)\.iam\.gserviceaccount\.com$)/.test(
    member,
  );
}
