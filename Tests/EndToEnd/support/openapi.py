"""Holds answers of the REST API against the OpenAPI document that the server makes of itself."""

import json
import re
import urllib.request
from functools import cache

from jsonschema import Draft202012Validator

# Long lists are all alike; looking at every item of them would take longer than the tests themselves.
ITEMS = 20


class Document:
    """The OpenAPI document of a server."""

    def __init__(self, content: dict):
        self.content = content
        # Paths without parameters come first: `/firmware/images` is no `/firmware/{id}`.
        paths = sorted(content["paths"], key=lambda path: path.count("{"))
        self.patterns = [(re.compile(re.sub(r"\{[^}]*\}", "[^/]+", path)), path) for path in paths]

    def path(self, target: str) -> str | None:
        """The described path, with its parameters, that a request's path belongs to."""
        return next((path for pattern, path in self.patterns if pattern.fullmatch(target)), None)

    def complaints(self, method: str, target: str, status: int, media_type: str, body: bytes) -> list[str]:
        """What in an answer is not as the document describes it."""
        path = self.path(target)
        operation = self.content["paths"].get(path, {}).get(method.lower())
        shown = f"{method} {target} answered {status}"
        if operation is None:
            return [f"{shown}, but is not described"] if status < 400 else []
        answers = operation["responses"]
        answer = answers.get(str(status), answers.get("default"))
        if answer is None:
            return [f"{shown}, described are {sorted(answers)}"]
        contents = answer.get("content", {})
        if not contents:
            return [f"{shown} with a body, described is none"] if body else []
        if media_type not in contents:
            return [f"{shown} with {media_type or 'no body'}, described are {sorted(contents)}"]
        if not media_type.endswith("json"):
            return []
        described = str(status) if str(status) in answers else "default"
        validator = self._validator(path, method.lower(), described, media_type)
        return [f"{shown}: {error.json_path} {error.message}" for error in validator.iter_errors(shortened(body))]

    @cache  # noqa: B019 - there is one document, and it lives as long as the tests
    def _validator(self, path: str, method: str, status: str, media_type: str) -> Draft202012Validator:
        content = self.content["paths"][path][method]["responses"][status]["content"][media_type]
        return Draft202012Validator({"components": self.content.get("components", {}), **content["schema"]})


def shortened(body: bytes) -> object:
    content = json.loads(body)
    if isinstance(content, dict) and isinstance(content.get("items"), list):
        content["items"] = content["items"][:ITEMS]
    return content


_documents: list[Document] = []


def document(api_url: str) -> Document:
    """The document; every server of a test run is the same program, so the first one is asked."""
    if not _documents:
        with urllib.request.urlopen(api_url + "openapi.json") as answer:
            _documents.append(Document(json.load(answer)))
    return _documents[0]
