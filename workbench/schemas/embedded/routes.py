"""A method and a path to what answers it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from workbench.schemas.embedded import associations_api, schemas_api, settings_api, subjects_api
from workbench.schemas.embedded.calls import Call, Json
from workbench.schemas.embedded.refusals import Refused
from workbench.schemas.embedded.store import Store

Answer = Callable[..., "Json | bytes"]
"""The store, the call, then the words of the path where the route has `{}`."""

_VERSION = "subjects/{}/versions/{}"
_CHECK = "compatibility/subjects/{}/versions"

ROUTES: Final[Mapping[str, Mapping[str, Answer]]] = {
    "": {"GET": settings_api.nothing, "POST": settings_api.nothing},
    "subjects": {"GET": subjects_api.subjects},
    "subjects/{}": {"POST": subjects_api.looked_up, "DELETE": subjects_api.subject_deleted},
    "subjects/{}/versions": {"GET": subjects_api.versions, "POST": subjects_api.registered},
    _VERSION: {"GET": subjects_api.version, "DELETE": subjects_api.version_deleted},
    f"{_VERSION}/schema": {"GET": subjects_api.version_text},
    f"{_VERSION}/referencedby": {"GET": subjects_api.referenced_by},
    _CHECK: {"POST": subjects_api.compatible},
    f"{_CHECK}/{{}}": {"POST": subjects_api.compatible},
    "schemas": {"GET": schemas_api.schemas},
    "schemas/types": {"GET": schemas_api.types},
    "schemas/ids/{}": {"GET": schemas_api.by_id},
    "schemas/ids/{}/schema": {"GET": schemas_api.text_by_id},
    "schemas/ids/{}/subjects": {"GET": schemas_api.subjects_of_id},
    "schemas/ids/{}/versions": {"GET": schemas_api.versions_of_id},
    "schemas/guids/{}": {"GET": schemas_api.by_guid},
    "schemas/guids/{}/ids": {"GET": schemas_api.ids_of_guid},
    "config": {"GET": settings_api.level, "PUT": settings_api.set_level, "DELETE": settings_api.forget_level},
    "config/{}": {"GET": settings_api.level, "PUT": settings_api.set_level, "DELETE": settings_api.forget_level},
    "mode": {"GET": settings_api.mode, "PUT": settings_api.set_mode, "DELETE": settings_api.forget_mode},
    "mode/{}": {"GET": settings_api.mode, "PUT": settings_api.set_mode, "DELETE": settings_api.forget_mode},
    "contexts": {"GET": settings_api.contexts},
    "v1/metadata/id": {"GET": settings_api.server_id},
    "v1/metadata/version": {"GET": settings_api.server_version},
    "associations": {"POST": associations_api.associate, "PUT": associations_api.associate},
    "associations/subjects/{}": {"GET": associations_api.of_subject},
    "associations/resources/{}": {"GET": associations_api.of_resource, "DELETE": associations_api.forget},
    "associations/resources/{}/{}": {"GET": associations_api.of_name},
}
_BY_WORDS: Final = {tuple(path.split("/")): methods for path, methods in ROUTES.items()}


def answer(store: Store, method: str, target: str, data: bytes) -> tuple[int, bytes]:
    """The status and the body for a request; what is refused is answered as a registry does."""
    try:
        split = urlsplit(target)
        handler, words = _found(method, split.path)
        call = Call(parse_qs(split.query, keep_blank_values=True), data)
        with store.lock:
            said = handler(store, call, *words)
    except Refused as refused:
        return refused.status, _json({"error_code": refused.code, "message": refused.message})
    except Exception as error:  # a slip of ours must not end up as a traceback across the terminal
        return 500, _json({"error_code": 50001, "message": f"Error in the embedded registry: {type(error).__name__}"})
    if said is None:
        return 204, b""
    return 200, said if isinstance(said, bytes) else _json(said)


def _found(method: str, path: str) -> tuple[Answer, list[str]]:
    """The handler and the words for it. Raises Refused: no such path, or not with this method."""
    given = [unquote(word) for word in path.strip("/").split("/")]
    for words, methods in _BY_WORDS.items():
        if len(words) == len(given) and all(word in ("{}", said) for word, said in zip(words, given, strict=True)):
            if method not in methods:
                raise Refused(405, "HTTP 405 Method Not Allowed")
            return methods[method], [said for word, said in zip(words, given, strict=True) if word == "{}"]
    raise Refused(404, "HTTP 404 Not Found")


def _json(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode(errors="backslashreplace")
