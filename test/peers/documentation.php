<?php
/**
 * Makes the documentation's PHP calls, unchanged but for the URL.
 * Input (JSON on stdin): origin, source (the documentation's functions), numbers (a file of phone
 * numbers). Output: what the functions print; the fault that PHP throws for updateRatio comes last.
 */
$given = json_decode(stream_get_contents(STDIN), true);

/** The documentation calls this class and does not show it. */
class Disposition
{
    public function __construct(public string $label, public string $value)
    {
    }
}

$source = preg_replace('#https?://[^/]+(?=/service/)#', $given['origin'], $given['source']);
eval("class Documentation { $source }");
// the samples read ->out of void answers too, which has none
error_reporting(E_ALL & ~E_WARNING);
$calls = new Documentation();
$calls->answeringMachineTransferStoreAgent_Response('doc-key', 874100, '0047', '0077', 'Sale', 'notes', 0, true);
$calls->createCallCenterConnect_Campaign('doc-key', '2134000543', 'Spring', 'p', $given['numbers'], true);
$calls->createCallCenterConnectCampaignWithAM('doc-key', '2134000543', 'Spring', 'p', $given['numbers'], 5362, true);
$calls->getAgent_Stats('doc-key', 874100, true);
$calls->getConnectionFor_Agent('doc-key', 874100, '0047', true);
$calls->login_Agent('doc-key', 874100, '0047', 'ann', true);
$calls->sendAgentCall_Back('doc-key', 874100, 'ann', '2134000543', true);
$calls->sendAgentCallBackWithMusic_Setting('doc-key', 874100, 'ann', '2134000543', 'jazz', true);
$calls->storeAgentResponse('doc-key', 874100, '0047', '0077', 'Sale', 'notes', true, true);
$calls->update_Ratio('doc-key', 874100, 2, true);
