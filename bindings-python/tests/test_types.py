"""Every type of the catalogue goes there and back: JSON, a value, the same JSON."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import milkround
from milkround import _types
from milkround._codec import encode

CATALOGUE = Path(__file__).resolve().parents[2] / "core/src/wire/catalogue.json"
TYPES: dict[str, Any] = json.loads(CATALOGUE.read_text())["types"]
OPERATIONS: list[Any] = json.loads(CATALOGUE.read_text())["operations"]
REQUESTS = {one["request"] for one in OPERATIONS}
VALUES = sorted(TYPES.keys() - REQUESTS)

FORMS = {
    "decimal": "-12.50",
    "quantity": "0.25",
    "date": "2024-02-29",
    "date-time": "2026-03-29T00:59:59.125Z",
    "partial-date-time": "2026-03-29T01:30:00",
    "time-of-day": "18:00",
    "uuid": "0195b0a1-7000-7000-8000-00000000abcd",
}


def kinds(name: str) -> list[Any]:
    """The schemas of a type: one, or one a variant."""
    schema = TYPES[name]
    return schema["oneOf"] if "oneOf" in schema else [schema]


def sample(schema: Any, full: bool, depth: int = 0) -> Any:
    """A JSON value of a schema: with all that may be there, or with what must be there alone."""
    if "anyOf" in schema:
        return sample(schema["anyOf"][0], full, depth) if full else None
    if "$ref" in schema:
        return sample(kinds(schema["$ref"].rsplit("/", 1)[1])[0], full, depth + 1)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][-1]
    kind = schema["type"]
    if isinstance(kind, list):
        if not full:
            return None
        kind = kind[0]
    if kind == "string":
        return FORMS.get(schema.get("format"), "Zoë")
    if kind == "integer":
        return 2**53 - 1
    if kind == "boolean":
        return True
    if kind == "array":
        return [sample(schema["items"], full, depth)] * 2 if full and depth < 9 else []
    if "properties" not in schema:
        of = schema.get("additionalProperties")
        return {"k": sample(of, full, depth)} if isinstance(of, dict) and full else {}
    always = {*schema.get("required", ()), *schema.get("x-always", ()), "kind"}
    return {
        name: sample(of, full, depth)
        for name, of in schema["properties"].items()
        if full or name in always
    }


def test_every_named_type_is_exported() -> None:
    missing = [name for name in VALUES if not hasattr(milkround, name)]
    assert len(VALUES) > 90 and not missing
    assert not [name for name in REQUESTS if name in _types.__all__]


def holds(sent: Any, part: Any) -> bool:
    """Whether all of `part` was sent; what it leaves out may be sent as its usual value."""
    if isinstance(part, dict):
        return all(name in sent and holds(sent[name], of) for name, of in part.items())
    return bool(sent == part)


@pytest.mark.parametrize("name", VALUES)
def test_values_go_there_and_back(name: str) -> None:
    decode = getattr(_types, f"decode_{name}", None) or getattr(_types, name)
    into = getattr(_types, f"encode_{name}", str)
    for schema in kinds(name):
        whole, bare = sample(schema, full=True), sample(schema, full=False)
        for given in [whole, bare, *schema.get("enum", ())]:
            value = decode(copy.deepcopy(given))
            sent = json.loads(encode(into(value)))
            assert sent == given if given is not bare else holds(sent, given)
            assert decode(sent) == value
            assert pickle.loads(pickle.dumps(value)) == value == copy.deepcopy(value)
            for field in dataclasses.fields(value) if dataclasses.is_dataclass(value) else ():
                assert not hasattr(value, "__dict__")
                with pytest.raises(AttributeError):
                    setattr(value, field.name, 1)


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: str(one["name"]))
def test_every_operation_is_a_method_with_its_fields(one: Any) -> None:
    """Called with everything, each sends exactly what it was given."""
    given = sample(TYPES[one["request"]], full=True)
    sent: list[Any] = []

    class Sent(Exception):
        pass

    def call(operation: str, input: Any, key: Any = None, dry_run: bool = False) -> Any:
        sent.append((operation, json.loads(encode(input)), key, dry_run))
        raise Sent

    async def call_async(operation: str, input: Any, key: Any = None, dry_run: bool = False) -> Any:
        call(operation, input, key, dry_run)

    rule = one["is_rule"]
    rules: Any = type(milkround.rules)
    options: dict[str, Any] = {} if rule or not one["keyed"] else {"key": "k", "dry_run": True}
    faces: list[Any] = [rules(call)] if rule else []
    if not rule:
        faces = [milkround.Operations(call), milkround.AsyncOperations(call_async)]
    for face in faces:
        method = face
        for part in one["name"].split(".")[1 if rule else 0 :]:
            method = getattr(method, part)
        arguments = _types.REQUESTS[one["name"]](given)
        with pytest.raises(Sent):
            answer = method(**arguments, **options)
            answer.send(None)
        with_options = (options.get("key"), options.get("dry_run", False))
        assert sent.pop() == (one["name"], given, *with_options)

