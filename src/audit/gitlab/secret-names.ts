// SPDX-License-Identifier: Apache-2.0

const secret =
  /(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|PWD|PAT|API_?KEY|ACCESS_KEY|SECRET_KEY|PRIVATE_KEY|SSH_KEY|CREDENTIALS?|KUBECONFIG|DOCKER_AUTH_CONFIG|SERVICE_ACCOUNT|KEYSTORE|DSN|CONNECTION_STRING)(?:_|$|\d)/;
/** What such names hold too, and is no secret. */
const open =
  /(?:^|_)(?:PUBLIC|URL|URI|NAME|FILE_NAME|PATH|HOST|ISSUER|AUDIENCE|LIFETIME|TTL|EXPIRY|ENABLED|ID|USER|USERNAME|VERSION|LENGTH)(?:_KEY)?$/;

/** Whether a variable holds a secret, as far as its name says. */
export function soundsSecret(name: string): boolean {
  const upper = name.slice(0, 255).toUpperCase().replaceAll('-', '_');
  return secret.test(upper) && !open.test(upper);
}
