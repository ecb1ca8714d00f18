"""What the map page's scripts are told: complete, in the reader's language, safe to embed."""

import datetime as dt
import json
import re

from buildings.layers import CATALOGUE
from gis.codes import Language
from maps.config import map_config
from maps.layers import dressed
from maps.style import build_style
from maps.vendor import STATIC
from maps.words import CONTROL_WORDS, PAGE_WORDS

BOUNDS = (9.31, 45.49, 9.34, 45.51)


def config(language: Language = "it", credits_due: tuple[str, ...] = ()) -> dict[str, object]:
    made = map_config(
        dressed(),
        bounds=BOUNDS,
        today=dt.date(2026, 3, 1),
        credits_due=credits_due,
        language=language,
    )
    read: dict[str, object] = json.loads(json.dumps(made))
    return read


def test_scripts_find_every_word_they_use_and_no_word_is_idle() -> None:
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in (STATIC / "map").glob("*.js"))
    shared = set(CONTROL_WORDS.values())
    used = set(re.findall(r"\bwords\.(\w+)", scripts))

    assert used - set(PAGE_WORDS) == set()
    assert {name for name in set(PAGE_WORDS) - used if PAGE_WORDS[name] not in shared} == set()


def test_layers_name_the_style_layers_that_draw_them() -> None:
    layers = map_config(dressed(), bounds=BOUNDS, today=dt.date(2026, 3, 1))["layers"]
    styled = build_style(dressed(), root="")["layers"]

    assert [layer["id"] for layer in layers] == list(CATALOGUE)
    assert {name for layer in layers for name in layer["styleLayers"]} == {
        one["id"] for one in styled if "source" in one
    }


def test_titles_codes_and_told_attributes_follow_the_language() -> None:
    italian, english = (
        map_config(dressed(), bounds=BOUNDS, today=dt.date(2026, 3, 1), language=language)
        for language in ("it", "en")
    )
    issue_it, issue_en = (
        next(layer for layer in made["layers"] if layer["id"] == "condominium_issues")
        for made in (italian, english)
    )

    assert issue_it["title"] == "Criticità condominiali"
    assert issue_en["title"] == "Condominium issues"
    assert [field["name"] for field in issue_it["told"] if "title" in field["name"]] == ["title_it"]
    assert [field["name"] for field in issue_en["told"] if "title" in field["name"]] == ["title_en"]
    severity = next(field for field in issue_en["told"] if field["name"] == "severity")
    assert severity["codes"]["critical"] == "critical (24 hours)"


def test_credits_are_texts_even_where_the_map_takes_html() -> None:
    assert config(credits_due=("© Autori <script>alert(1)</script> & altri",))["credits"] == [
        "© Autori &lt;script&gt;alert(1)&lt;/script&gt; &amp; altri"
    ]
