"""Says the whole conversation with zeep.

Input (JSON on stdin): origin, key, refusedKey, lines. Output (JSON): answers by operation, and the
words of the refusal.
"""

import json
import sys

import zeep
from zeep.exceptions import Fault
from zeep.helpers import serialize_object

ARRAYS = {"dispositionLists": "Disposition", "dispositions": "string", "numbers": "string"}


def worded(value, name=None):
    """zeep wants an array as an object of its items."""
    if isinstance(value, list):
        return {ARRAYS[name]: [worded(item) for item in value]}
    if isinstance(value, dict):
        return {key: worded(item, key) for key, item in value.items()}
    return value


given = json.load(sys.stdin)
services = {
    name: zeep.Client(f"{given['origin']}/service/{name}?wsdl").service
    for name in ("PredictiveService", "CampaignService")
}
answers = {}
for line in given["lines"]:
    operation = getattr(services[line["service"]], line["operation"])
    answer = operation(key=given["key"], **worded(line["parameters"]))
    answers[line["operation"]] = serialize_object(answer, dict)
try:
    services["CampaignService"].stopCampaign(key=given["refusedKey"], campaignId=1)
    refusal = None
except Fault as fault:
    refusal = fault.message
json.dump({"version": zeep.__version__, "answers": answers, "refusal": refusal}, sys.stdout, default=str)
