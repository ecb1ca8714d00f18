"""A page as a browser would understand it: what of it was made by somebody's text."""

import re

from lxml import html

FOLLOWED = {"href", "src", "action", "formaction", "data", "poster", "srcdoc", "xlink:href"}
_RUNS = re.compile(r"(javascript|vbscript|data:text|livescript):?", re.IGNORECASE)
_LEFT_OUT = re.compile(r"[\x00-\x20]")


def made_by_text(page: str, *, has_own_scripts: bool = False) -> list[str]:
    """Elements, attributes and addresses that came of the marked text, or that run by themselves.

    The page's own files are scripts with an address, JSON in a page is no script; only a rendered
    map brings scripts of its own.
    """
    tree = html.document_fromstring(page)
    found = []
    for each in tree.iter():
        if not isinstance(each.tag, str):
            continue
        if "planted" in each.tag:
            found.append(f"<{each.tag}>")
        is_inline = each.tag == "script" and not each.get("src")
        if is_inline and each.get("type") != "application/json" and not has_own_scripts:
            found.append(f"<script> {(each.text or '')[:60]}")
        for name, value in each.attrib.items():
            if "planted" in str(name) or str(name).lower().startswith("on"):
                found.append(f"{each.tag} {name}={value[:60]}")
            if name in FOLLOWED and _RUNS.match(_LEFT_OUT.sub("", str(value))):
                found.append(f"{each.tag} {name}={value[:60]}")
    if "planted.example49" in page:
        found.append("a template in the text was carried out")
    return found
