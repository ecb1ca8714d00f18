"""The pages' translations, read from the `.po` file at run time: there is no compile step."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from gis.codes import Language

LOCALES: dict[Language, str] = {"it": "it_IT", "en": "en_GB"}
"""How dates and numbers are written in each language."""


@cache
def translations(language: Language) -> NullTranslations:
    """The translations into `language`; msgids are English, so English needs none."""
    if language == "en":
        return NullTranslations()
    with files("api.wording").joinpath("locale", f"{language}.po").open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
