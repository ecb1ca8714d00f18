"""Front-end libraries: locked, harmless to install, installed, and only named files are served."""

import json
import re

import pytest

from maps.vendor import FONT_FILES, NODE_MODULES, STATIC, VENDOR, WEB, vendor_file

FREE = {"MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "OFL-1.1"}


def locked() -> dict[str, dict[str, object]]:
    read: dict[str, dict[str, dict[str, object]]] = json.loads(
        (WEB / "package-lock.json").read_text(encoding="utf-8")
    )
    return {name: package for name, package in read["packages"].items() if name}


def test_the_lock_pins_what_the_package_asks_for() -> None:
    asked = json.loads((WEB / "package.json").read_text(encoding="utf-8"))

    for name, version in {**asked["dependencies"], **asked["devDependencies"]}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert locked()[f"node_modules/{name}"]["version"] == version


def test_the_lock_names_no_server_and_checks_every_package() -> None:
    for name, package in locked().items():
        assert "resolved" not in package, name
        assert str(package["integrity"]).startswith("sha512-"), name


def test_no_package_runs_a_script_or_fetches_a_program_when_installed() -> None:
    scripted = {name for name, package in locked().items() if package.get("hasInstallScript")}

    assert scripted <= {"node_modules/fsevents"}


def test_what_is_served_is_free_software() -> None:
    for path in VENDOR.values():
        package = "/".join(path.split("/")[: 2 if path.startswith("@") else 1])
        assert locked()[f"node_modules/{package}"]["license"] in FREE


@pytest.mark.parametrize("name", VENDOR)
def test_every_allowed_file_is_installed(name: str) -> None:
    path = vendor_file(name)

    assert path
    assert path.is_file()
    assert path.stat().st_size > 1000


@pytest.mark.parametrize(
    "name",
    ["", "../package.json", "maplibre-gl/package.json", "/etc/passwd", "leaflet.js/..", "x.js"],
)
def test_nothing_else_is_served(name: str) -> None:
    assert vendor_file(name) is None


def test_the_map_library_finds_its_worker_beside_itself() -> None:
    script = (NODE_MODULES / VENDOR["maplibre-gl.mjs"]).read_text(encoding="utf-8")

    assert "maplibre-gl-worker.mjs" in VENDOR
    assert "maplibre-gl-worker.mjs" in script


def test_fonts_of_style_and_pages_are_allowed() -> None:
    styles = "\n".join(path.read_text(encoding="utf-8") for path in STATIC.rglob("*.css"))
    named = set(re.findall(r"/vendor/([\w./-]+)", styles))
    named |= {file for files in FONT_FILES.values() for file, _ in files}

    assert named <= set(VENDOR)
