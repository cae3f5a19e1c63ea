"""Hostile web pages and texts: depth, width, styles that multiply, addresses that are to be fetched, characters that are none."""

from collections.abc import Iterator

from tests.hostile.tearing import torn


def hostile() -> Iterator[tuple[str, bytes]]:
    """All of them."""
    yield from torn("page", "html", b"<!doctype html><title>x</title>" + b"<p>Bonjour" * 500)
    for name, content in {**_deep(), **_fetching()}.items():
        yield f"page-{name}.html", content
    for name, content in _texts().items():
        yield f"text-{name}.txt", content


def _deep() -> dict[str, bytes]:
    return {
        "half-a-million-boxes-deep": b"<div>" * 500_000,
        "tags-that-cross": b"<b><i><a></b></i>" * 50_000,
        "formatting-adopted-without-end": b"<a><table>" * 3_000,
        "fonts-that-are-remembered": b"".join(b"<font size=%d><p>" % number for number in range(20_000)),
        "a-cell-a-million-columns-wide": b"<table><tr><td colspan=1000000>x</table>",
        "tables-5000-deep": b"<table><tr><td>" * 5_000,
        "forty-flexible-boxes": b'<div style="display:flex">' * 40 + b"x",
        "an-element-of-100000-attributes": b"<p " + b" ".join(b"a%d=b" % number for number in range(100_000)) + b">",
        "an-attribute-of-10-megabytes": b'<p title="' + b"x" * 10_000_000 + b'">',
        "a-comment-never-closed": b"<!--" + b"<p>x" * 500_000,
        "a-script-never-closed": b"<script>" + b"<!--<script>" * 200_000,
        "a-million-entities": b"&amp;&lt;&#0;&#xD800;&#99999999999;&nosuch;" * 100_000,
        "a-million-less-than": b"<" * 1_000_000,
        "a-million-open-quotes": b"<p a='" * 200_000,
        "a-style-of-a-million-rules": b"<style>" + b"a b c d e>f~g{}" * 100_000 + b"</style>",
        "selectors-that-multiply": b"<style>" + b":not(" * 10_000 + b"</style>" + b"<p>" * 1_000,
        "svg-used-in-itself": b'<svg><g id="a"><use href="#a"/><use href="#a"/></g></svg>',
        "svg-uses-that-double": b"<svg>"
        + b"".join(b'<g id="g%d"><use href="#g%d"/><use href="#g%d"/></g>' % (n, n + 1, n + 1) for n in range(40))
        + b"</svg>",
        "mathematics-10000-deep": b"<math><msqrt>" + b"<mfrac>" * 10_000,
        "templates-in-templates": b"<template>" * 10_000,
        "xml-with-entities": b'<?xml version="1.0"?><!DOCTYPE h [<!ENTITY a "'
        + b"x" * 100_000
        + b'">]><html>'
        + b"&a;" * 5_000
        + b"</html>",
    }


def _fetching() -> dict[str, bytes]:
    addresses = (b"http://192.0.2.1/x", b"file:///etc/passwd", b"//192.0.2.1/x", b"ftp://192.0.2.1/x", b"\\\\192.0.2.1\\x")
    shapes = (
        b'<img src="%s">',
        b'<link rel=stylesheet href="%s">',
        b'<iframe src="%s">',
        b'<style>@import "%s"</style>',
        b'<object data="%s">',
    )
    return {
        "fetches-in-every-way": b"".join(shape % address for shape in shapes for address in addresses),
        "another-base": b'<base href="file:///etc/"><img src="passwd">',
        "goes-elsewhere-at-once": b'<meta http-equiv=refresh content="0;url=http://192.0.2.1/">',
        "a-picture-of-10-megabytes-inside": b'<img src="data:image/png;base64,' + b"A" * 10_000_000 + b'">',
        "a-page-in-a-page-in-a-page": b'<iframe srcdoc="' * 2_000,
        "a-form-that-sends-itself": b"<form action=http://192.0.2.1/ onsubmit=x><input autofocus onfocus=submit()>",
    }


def _texts() -> dict[str, bytes]:
    return {
        "20-megabytes-in-one-line": b"x" * 20_000_000,
        "a-million-marks-on-one-letter": b"e" + "\u0301".encode() * 1_000_000,
        "nothing-but-nulls": bytes(5_000_000),
        "bytes-that-are-no-text": bytes(range(256)) * 20_000,
        "half-of-every-character": b"\xed\xa0\x80" * 500_000,
        "utf16-without-its-end": b"\xff\xfe" + b"\x00\xd8" * 500_000,
        "written-backwards": ("\u202e" + "x").encode() * 300_000,
        "nothing-visible": "\u200b\u2060\ufeff".encode() * 300_000,
        "a-million-lines": b"> x\n" * 1_000_000,
        "signs-that-quote-100000-deep": b">" * 3_000_000,
    }
