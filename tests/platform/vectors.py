"""Ways in which a document may try to make the renderer fetch something. `{u}` stands for the address to fetch.

Written for this program: each line is one trick, named for the message of a failing test.
"""

from base64 import b64encode

TEMPLATES = {
    "image": '<img src="{u}">',
    "image with spaces around": '<img src="  {u}  ">',
    "image in a set": '<img srcset="{u} 1x" src="{u}">',
    "image by base": '<base href="{u}/"><img src="a.png">',
    "object": '<object data="{u}" type="image/png"></object>',
    "embed": '<embed src="{u}" type="image/png">',
    "input image": '<input type="image" src="{u}">',
    "video poster": '<video poster="{u}"></video><img src="{u}">',
    "linked style sheet": '<link rel="stylesheet" href="{u}">',
    "linked style sheet of another medium": '<link rel="stylesheet" media="all" href="{u}" type="text/css">',
    "linked attachment": '<link rel="attachment" href="{u}">',
    "anchor attachment": '<a rel="attachment" href="{u}">x</a>',
    "import": "<style>@import url({u});</style>",
    "import as string": '<style>@import "{u}";</style>',
    "import with a layer": '<style>@import url("{u}") layer(a);</style>',
    "import escaped": '<style>@\\69mport url("{u}");</style>',
    "import in a print sheet": '<style media="print">@import url("{u}");</style>',
    "background": '<p style="background: url({u})">x</p>',
    "background image": "<p style=\"background-image: url('{u}')\">x</p>",
    "one of many backgrounds": '<p style="background-image: linear-gradient(red, blue), url({u})">x</p>',
    "background escaped": '<p style="background: \\75rl({u})">x</p>',
    "background of the page": "<style>@page {{ background: url({u}) }}</style>x",
    "background of a margin box": '<style>@page {{ @top-left {{ content: "x"; background: url({u}) }} }}</style>x',
    "list marker": '<ul style="list-style: url({u})"><li>x</ul>',
    "list marker image": '<ul style="list-style-image: url({u})"><li>x</ul>',
    "content": "<style>p::before {{ content: url({u}) }}</style><p>x",
    "content of a margin box": "<style>@page {{ @top-left {{ content: url({u}) }} }}</style>x",
    "content of a marker": "<style>li::marker {{ content: url({u}) }}</style><ul><li>x</ul>",
    "border image": '<p style="border: 1px solid; border-image: url({u}) 1">x</p>',
    "mask border": '<p style="border: 1px solid; mask-border: url({u}) 1">x</p>',
    "variable": '<p style="--a: url({u}); background: var(--a)">x</p>',
    "variable of the root": "<style>:root {{ --a: url({u}) }} p {{ background: var(--a) }}</style><p>x",
    "font face": "<style>@font-face {{ font-family: x; src: url({u}) }} p {{ font-family: x }}</style><p>x",
    "font face with format": '<style>@font-face {{ font-family: x; src: url({u}) format("truetype") }}</style><p style="font-family: x">x',
    "second source of a font face": "<style>@font-face {{ font-family: x; src: local(Nowhere), url({u}) }}</style><p>x",
    "colour profile": "<style>@color-profile --c {{ src: url({u}) }} p {{ color: color(--c 1 0 0) }}</style><p>x",
    "presentational hint": '<table background="{u}"><tr><td background="{u}">x</table><img src="{u}">',
    "inline SVG image": '<svg width="9" height="9"><image href="{u}" width="9" height="9"/></svg>',
    "inline SVG image, old link": '<svg width="9" height="9"><image xlink:href="{u}" width="9" height="9"/></svg>',
    "inline SVG use": '<svg width="9" height="9"><use href="{u}#a"/></svg>',
    "inline SVG style sheet": '<svg width="9" height="9"><style>@import url({u});</style><rect width="9" height="9"/></svg>',
    "inline SVG gradient": '<svg width="9" height="9"><linearGradient id="g" href="{u}#g"/><rect fill="url({u}#g)" width="9"/></svg>',
    "inline SVG in SVG": '<svg width="9" height="9"><svg><image href="{u}" width="9" height="9"/></svg></svg>',
    "SVG as data": '<img src="data:image/svg+xml;base64,{svg}">',
    "SVG as data in a background": '<p style="background: url(data:image/svg+xml;base64,{svg})">x</p>',
    "style sheet as data": '<link rel="stylesheet" href="data:text/css;base64,{css}">',
    "import of data": "<style>@import url(data:text/css;base64,{css});</style>",
    "SVG with an entity": '<img src="data:image/svg+xml;base64,{xxe}">',
}

SCHEMES = {
    "plain": "http://127.0.0.1:{port}/{name}",
    "capitals": "HTTP://127.0.0.1:{port}/{name}",
    "decimal address": "http://2130706433:{port}/{name}",
    "octal address": "http://0177.0.0.1:{port}/{name}",
    "user name": "http://fonts@127.0.0.1:{port}/{name}",
    "a name of ours first": "http://font:Regular@127.0.0.1:{port}/{name}",
    "ftp": "ftp://127.0.0.1:{port}/{name}",
    "no scheme": "//127.0.0.1:{port}/{name}",
    "tab inside": "ht\ttp://127.0.0.1:{port}/{name}",
}

FILES = {
    "file": "file://{path}",
    "file, capitals": "FILE://{path}",
    "file, one slash": "file:{path}",
    "file, host": "file://localhost{path}",
    "file, percent": "file://{percent}",
    "file, query": "file://{path}?x#y",
    "path alone": "{path}",
    "path climbing": "font:../../../..{path}",
    "local scheme": "local_file://{path}",
}


def document(template: str, address: str) -> str:
    """The document that tries this trick with this address."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}" width="9" height="9"/></svg>'
    xxe = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{address}">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>'
    parts = {"svg": svg, "css": f"@import url({address}); p {{ background: url({address}) }}", "xxe": xxe}
    coded = {name: b64encode(text.encode()).decode() for name, text in parts.items()}
    return f"<!doctype html><title>x</title><body><p>x</p>{template.format(u=address, **coded)}"
