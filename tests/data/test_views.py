import pytest
from sqlalchemy import Engine, text

from buildings.layers import CATALOGUE
from data import views
from gis.layers import Layer


@pytest.mark.parametrize("layer", CATALOGUE.values(), ids=list(CATALOGUE))
def test_the_function_of_a_layer_returns_what_the_layer_declares(
    engine: Engine, layer: Layer
) -> None:
    with engine.connect() as connection:
        rows = connection.execute(text(f"select * from {layer.function}(current_date)"))
        assert list(rows.keys()) == [
            "id",
            "fid",
            *[field.name for field in layer.fields],
            "geom",
            "geom_3857",
        ]


def test_every_function_belongs_to_a_layer() -> None:
    assert set(views.declared()) == {layer.function for layer in CATALOGUE.values()}


def test_only_a_changed_function_is_made_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with engine.connect() as connection:
        assert views.refresh(connection) == []
        changed = dict(views.declared())
        changed["layer_district"] = changed["layer_district"].replace(
            "from district d", "from district d where true"
        )
        monkeypatch.setattr(views, "declared", lambda: changed)
        assert views.refresh(connection) == ["layer_district"]
        assert views.refresh(connection) == []
        del changed["layer_district"]
        assert views.refresh(connection) == ["layer_district"]
        connection.rollback()
