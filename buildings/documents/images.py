"""Photos decoded and written anew: what they show stays, what they tell beside it goes.

Place, time, camera, thumbnails, comments, and whatever was hidden behind the picture are lost.
"""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

from buildings.documents.states import MediaType
from gis.codes import Text
from gis.errors import InputError

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 4096
"""Pixels of the longer side as stored: enough to read a meter's figures."""

_FORMATS = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG", MediaType.WEBP: "WEBP"}
_OPTIONS: dict[MediaType, dict[str, int | bool]] = {
    MediaType.JPEG: {"quality": 85, "optimize": True},
    MediaType.PNG: {"optimize": False},
    MediaType.WEBP: {"quality": 85, "method": 4},
}


def written_anew(content: bytes, media_type: MediaType) -> bytes:
    """The picture in the same form and upright, and nothing else of the file.

    Raises InputError for what cannot be decoded and, before decoding, for too many pixels.
    """
    form = _FORMATS[media_type]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[form]) as image:
                _require_size(image)
                return _encoded(_picture(image, media_type), media_type)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, MemoryError) as error:
        raise InputError(
            Text(
                it="L'immagine è rovinata e non si apre: rifarla o salvarla di nuovo.",
                en="The image is damaged and cannot be opened: take or save it again.",
            )
        ) from error


def _require_size(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()


def _picture(image: Image.Image, media_type: MediaType) -> Image.Image:
    """The first frame, upright, on a canvas that has never seen the file."""
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(image)
    has_alpha = media_type is not MediaType.JPEG and upright.has_transparency_data
    pixels = upright.convert("RGBA" if has_alpha else "RGB")
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    canvas = Image.new(pixels.mode, pixels.size)
    canvas.paste(pixels)
    return canvas


def _encoded(picture: Image.Image, media_type: MediaType) -> bytes:
    written = BytesIO()
    picture.save(written, _FORMATS[media_type], **_OPTIONS[media_type])
    return written.getvalue()


def _too_many_pixels() -> InputError:
    return InputError(
        Text(
            it=f"L'immagine ha più di {MOST_PIXELS // 1_000_000} milioni di pixel: ridurla.",
            en=f"The image has more than {MOST_PIXELS // 1_000_000} million pixels: reduce it.",
        )
    )
