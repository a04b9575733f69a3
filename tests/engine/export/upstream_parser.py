"""Runs in upstream's own environment: parses one text a line (JSON) and tells what came of it."""

import contextlib
import json
import logging
import sys
import sysconfig
import types

logging.disable(logging.CRITICAL)
source = types.ModuleType("src")  # the published package imports itself by the name of its source folder
source.__path__ = [sysconfig.get_paths()["purelib"]]
sys.modules["src"] = source

from src.core.specql_parser import SpecQLParser  # noqa: E402 its parent is made just above


def parsed(text):
    try:
        with contextlib.redirect_stdout(sys.stderr):
            entity = SpecQLParser().parse(text)
    except Exception as error:  # noqa: BLE001 whatever upstream raises is its answer
        return {"error": f"{type(error).__name__}: {error}"}
    return {
        "entity": entity.name,
        "schema": entity.schema,
        "description": entity.description,
        "code": entity.organization.table_code,
        "fields": {field.name: [field.type_name, field.nullable] for field in entity.fields.values()},
        "actions": {action.name: [step.type for step in action.steps] for action in entity.actions},
    }


for line in sys.stdin:
    sys.stdout.write(json.dumps(parsed(json.loads(line))) + "\n")
    sys.stdout.flush()
