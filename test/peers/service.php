<?php
/**
 * A PredictiveService and a CampaignService on PHP's SoapServer, for `php -S`. What was asked is
 * appended to the file that the environment names in HEARD, one JSON line a call.
 */
class Dialer
{
    public function __call(string $operation, array $arguments): mixed
    {
        $parameters = get_object_vars($arguments[0]);
        file_put_contents(getenv('HEARD'), json_encode([$operation, $parameters]) . "\n", FILE_APPEND);
        if ($parameters['key'] !== getenv('KEY')) {
            throw new SoapFault('Server', 'Invalid key');
        }
        return match ($operation) {
            'createCallCenterConnectCampaign', 'createCallCenterConnectCampaignWithAM' => ['out' => PHP_INT_MAX],
            'getAgentStats' => ['out' => ['AgentType' => [['calls' => 3, 'id' => '0047']]]],
            'getConnectionForAgent' => ['out' => [
                'callstart' => '2011-03-13T07:06:40Z',
                'id' => '0077',
                'phonenumber' => '2134000543',
                'recordings' => ['string' => ['one.mp3', 'two.mp3']],
            ]],
            default => [],
        };
    }
}

$service = basename(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$server = new SoapServer(getenv('WSDLS') . "/$service.wsdl", ['cache_wsdl' => WSDL_CACHE_NONE]);
$server->setObject(new Dialer());
$server->handle();
