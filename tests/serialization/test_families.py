"""The families: options that are checked, the nearest names, and framings that are the real ones."""

from __future__ import annotations

import pytest

from workbench.records.errors import Unserializable
from workbench.schemas.subjects import STRATEGIES
from workbench.serialization.families import FAMILIES, FRAMINGS, check_options, family, nearest
from workbench.serialization.framing import NAMES
from workbench.serialization.spec import SerializerSpec


def problems(spec: str) -> list[str]:
    with pytest.raises(Unserializable) as refused:
        check_options(SerializerSpec.parse(spec))
    return [problem.what for problem in refused.value.problems]


def test_names_are_there_once_and_say_what_they_are() -> None:
    assert len({one.name for one in FAMILIES}) == len(FAMILIES)
    assert all(one.about and len(one.about) <= 66 for one in FAMILIES)


def test_the_framings_and_strategies_offered_are_the_ones_there_are() -> None:
    avro = family("avro")
    assert avro is not None
    framing, strategy = avro.option("framing"), avro.option("strategy")
    assert framing is not None and strategy is not None
    assert framing.choices == FRAMINGS == NAMES
    assert strategy.choices == STRATEGIES


@pytest.mark.parametrize(
    "spec", ["string", "json,form=compact", "avro,subject=a,version=2", "list,of=long", "a-plug-in"]
)
def test_what_can_be_passes(spec: str) -> None:
    check_options(SerializerSpec.parse(spec))


def test_every_wrong_option_comes_back() -> None:
    assert problems("json,fom=compact,form=x") == [
        "json has no option 'fom'; did you mean form?",
        "form='x' is not known",
    ]
    assert problems("thrift,type=") == ["type= has no value", "thrift needs schema=", "thrift needs type="]
    assert problems("integer,size=4") == ["integer has no option 'size'; it has none"]


def test_the_nearest_names() -> None:
    assert nearest("jsno", ("json", "string")) == "did you mean json?"
    assert nearest("zzz", ("json", "string")) == "there are json, string"
