<?php
/**
 * Says the whole conversation with PHP's SoapClient.
 * Input (JSON on stdin): origin, key, refusedKey, lines. Output (JSON): answers by operation, and
 * the words of the refusal.
 */
$given = json_decode(stream_get_contents(STDIN), true);
$clients = [];
$answers = [];

function client(string $service): SoapClient
{
    global $clients, $given;
    return $clients[$service] ??= new SoapClient("{$given['origin']}/service/$service?wsdl");
}

foreach ($given['lines'] as $line) {
    $parameters = ['key' => $given['key']] + $line['parameters'];
    $answers[$line['operation']] = client($line['service'])->{$line['operation']}($parameters);
}
try {
    client('CampaignService')->stopCampaign(['key' => $given['refusedKey'], 'campaignId' => 1]);
    $refusal = null;
} catch (SoapFault $fault) {
    $refusal = $fault->getMessage();
}
echo json_encode([
    'version' => PHP_VERSION,
    'functions' => count(client('PredictiveService')->__getFunctions()),
    'answers' => $answers,
    'refusal' => $refusal,
]);
