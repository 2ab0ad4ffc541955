<?php

declare(strict_types=1);

/** Text as base64url, without padding. */
function text(string $value): string
{
    return rtrim(strtr(base64_encode($value), '+/', '-_'), '=');
}

/**
 * A token for the console's worker: who is asking, for which campaigns.
 *
 * @param string $user   their stable name in this system
 * @param string $secret the worker's SESSION_SECRET
 */
function agentToken(string $user, string $secret): string
{
    $now = time();
    $header = ['alg' => 'HS256', 'typ' => 'JWT'];
    // At most 12 hours; a short life is better, the console asks again in time.
    $claims = ['sub' => $user, 'cid' => ['874100'], 'role' => 'agent', 'iat' => $now, 'exp' => $now + 3600];
    $signed = text(json_encode($header)) . '.' . text(json_encode($claims));

    return $signed . '.' . text(hash_hmac('sha256', $signed, $secret, true));
}

// Your own sign-in says who this is; the example has only one user.
$user = 'ann@acme.example';

$secret = getenv('SESSION_SECRET');
if ($secret === false || $secret === '') {
    http_response_code(500);
    exit('SESSION_SECRET is not set.');
}

header('Content-Type: text/plain');
header('Cache-Control: no-store');
echo agentToken($user, $secret);
