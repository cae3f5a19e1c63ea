"""The description of the API: as OpenAPI for programs, and as one page for people, rendered here from the same document."""

from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from app.api.problems import Problem

TEMPLATES = Path(__file__).parent / "templates"
ABOUT = """What the pages do, as JSON over HTTP. Errors are problem details (RFC 9457); their messages, and the sentences of a case, are
in the language that Accept-Language prefers (English or French). Lists come in pages: follow `next`. Nothing is kept of a letter or a
deadline; a case is encrypted under the recovery code that opening it gives, once."""


class DescribedApi(FastAPI):
    """FastAPI whose document also holds the form of problems."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, made once."""
        if self.openapi_schema is None:
            document = super().openapi()
            document["info"]["description"] = ABOUT
            model = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            document["components"]["schemas"] |= {**model.pop("$defs"), "Problem": model}
            for unused in ("HTTPValidationError", "ValidationError"):
                document["components"]["schemas"].pop(unused, None)
        return super().openapi()


def install(app: FastAPI, root: str) -> None:
    """The page and its style sheet; both are ours, and load nothing from anywhere."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["shape"] = shape

    def page(request: Request) -> Response:
        """The API for people."""
        document = request.app.openapi()
        operations = [(path, method, told) for path, methods in document["paths"].items() for method, told in methods.items()]
        return HTMLResponse(environment.get_template("docs.html").render(document=document, operations=operations, root=root))

    def style() -> Response:
        """The page's style sheet."""
        return PlainTextResponse((TEMPLATES / "docs.css").read_text(encoding="utf-8"), media_type="text/css")

    app.add_api_route(f"{root}/docs", page, include_in_schema=False)
    app.add_api_route(f"{root}/docs.css", style, include_in_schema=False)


def shape(schema: dict[str, Any]) -> str:
    """A schema in a few words: "text", "list of day", the name of a model."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(shape(one) for one in schema[several]))
    if "enum" in schema or "const" in schema:
        return ", ".join(map(str, schema.get("enum", [schema.get("const")])))
    if schema.get("type") == "array":
        return f"list of {shape(schema.get('items', {}))}"
    return str(schema.get("format") or {"string": "text", "null": "nothing"}.get(schema.get("type", ""), schema.get("type", "anything")))
