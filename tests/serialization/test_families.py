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


@pytest.mark.parametrize(
    ("spec", "what"),
    [
        ("avro,schema=x,framing=none,id=42", "id= has no effect: framing=none carries no id"),
        ("avro,schema=x,form=container,id=42", "id= has no effect: a container brings its schema along"),
        ("avro,schema=x,form=container,guid=g", "guid= has no effect: a container"),
        ("avro,schema=x,id=42,guid=g", "guid= has no effect: confluent framing carries the id"),
        ("avro,id=42,guid=g", "guid= has no effect: confluent framing carries the id"),
        ("avro,subject=s,guid=g", "guid= has no effect: confluent framing carries the id"),
        ("avro,schema=x,framing=glue,id=42,guid=g", "id= has no effect: glue framing carries the GUID"),
        ("protobuf,schema=x,framing=azure,id=42,guid=g", "id= has no effect: azure framing carries the GUID"),
        (
            "protobuf,schema=x,framing=apicurio-v3,id=4,guid=g",
            "guid= has no effect: apicurio-v3 framing carries the id",
        ),
        ("json-schema,schema=x,type=Order", "type= has no effect without a strategy that needs it"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(spec: str, what: str) -> None:
    (found,) = problems(spec)
    assert found.startswith(what)


@pytest.mark.parametrize(
    "spec",
    [
        *("avro,id=42", "avro,id=42,framing=none", "avro,guid=g,form=container", "avro,schema=x,guid=g"),
        *("avro,id=42,guid=g,framing=glue", "avro,subject=s,guid=g,framing=glue", "avro,schema=x,id=7,framing=azure"),
        *("avro,subject=s,id=7", "avro,subject=s,id=7,framing=confluent-header", "avro,schema=x,id=7"),
        *("avro,schema=x,guid=g,framing=confluent-header", "avro,subject=s,id=7,framing=apicurio-v2"),
        *("json-schema,strategy=record,type=a.B", "json-schema,strategy=topic-record,type=a.B", "avro,schema=x,type=B"),
    ],
)
def test_options_that_choose_the_schema_or_travel_with_it_pass(spec: str) -> None:
    check_options(SerializerSpec.parse(spec))


def test_what_is_no_id_is_told_apart() -> None:
    for guid in ("0123456789abcdef0123456789abcdef", "89791762-2336-186f-9674-299b90a802e2"):
        with pytest.raises(Unserializable) as refused:
            check_options(SerializerSpec.parse(f"avro,framing=azure,id={guid}"))
        (problem,) = refused.value.problems
        assert problem.what == f"id='{guid}' is a GUID, and an id is a whole number"
        assert problem.valid == f"guid={guid}"
    assert problems("avro,id=-1") == ["id='-1' is below 0"]


def test_the_nearest_names() -> None:
    assert nearest("jsno", ("json", "string")) == "did you mean json?"
    assert nearest("zzz", ("json", "string")) == "there are json, string"
    assert nearest("zzz", ("charset",)) == "the only one is charset"
